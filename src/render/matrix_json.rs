//! Skills × behaviours for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::matrix::{Laid, Line};
use crate::domain::matrix::Axis;

/// The matrix for programs: the shape of `schema/exchange/gap-matrix.schema.json`.
#[derive(Debug, Serialize)]
pub struct MatrixJson<'m> {
    schema: u32,
    today: String,
    window: WindowJson,
    target: TargetJson<'m>,
    skills: Vec<LineJson<'m>>,
    behaviours: Vec<LineJson<'m>>,
    pairs: &'m [Vec<u32>],
    together: u32,
    never: Vec<NeverJson<'m>>,
    most: Vec<MostJson<'m>>,
    as_much: Vec<AsMuchJson<'m>>,
    confidential: usize,
}

#[derive(Debug, Serialize)]
struct WindowJson {
    since: Option<String>,
    until: String,
}

#[derive(Debug, Serialize)]
struct TargetJson<'m> {
    framework: &'m str,
    role: &'m str,
    level: u8,
    title: &'m str,
}

#[derive(Debug, Serialize)]
struct LineJson<'m> {
    key: &'m str,
    level: u8,
    kind: &'static str,
    name: &'m str,
    at_level: u32,
    together: u32,
}

#[derive(Debug, Serialize)]
struct NeverJson<'m> {
    behaviour: &'m str,
    skills: Vec<&'m str>,
}

#[derive(Debug, Serialize)]
struct MostJson<'m> {
    uid: &'m str,
    id: u32,
    title: &'m str,
    skills: Vec<&'m str>,
    behaviours: Vec<&'m str>,
}

#[derive(Debug, Serialize)]
struct AsMuchJson<'m> {
    uid: &'m str,
    id: u32,
}

pub fn json<'m>(laid: &'m Laid<'m>) -> MatrixJson<'m> {
    let line = |(line, axis): (&'m Line, &Axis)| LineJson {
        key: &line.key,
        level: line.level,
        kind: line.kind,
        name: &line.name,
        at_level: axis.shown,
        together: axis.together,
    };
    let keys = |lines: &'m [Line], places: &[usize]| -> Vec<&'m str> {
        places.iter().map(|at| lines[*at].key.as_str()).collect()
    };
    let most = laid.most.iter().zip(&laid.matrix.most).map(|(one, most)| MostJson {
        uid: &one.uid,
        id: one.id,
        title: &one.title,
        skills: keys(&laid.skills, &most.skills),
        behaviours: keys(&laid.behaviours, &most.behaviours),
    });
    let never = laid.matrix.never.iter().map(|never| NeverJson {
        behaviour: &laid.behaviours[never.behaviour].key,
        skills: keys(&laid.skills, &never.skills),
    });
    MatrixJson {
        schema: SCHEMA,
        confidential: laid.confidential,
        today: laid.today.to_string(),
        window: WindowJson { since: laid.since.map(|day| day.to_string()), until: laid.until.to_string() },
        target: TargetJson {
            framework: &laid.framework,
            role: &laid.role,
            level: laid.level,
            title: &laid.title,
        },
        skills: laid.skills.iter().zip(&laid.matrix.skills).map(line).collect(),
        behaviours: laid.behaviours.iter().zip(&laid.matrix.behaviours).map(line).collect(),
        pairs: &laid.matrix.pairs,
        together: laid.matrix.together,
        never: never.collect(),
        most: most.collect(),
        as_much: laid.as_much.iter().map(|(id, uid)| AsMuchJson { uid, id: *id }).collect(),
    }
}
