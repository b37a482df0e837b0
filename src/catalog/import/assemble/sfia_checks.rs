//! What is told of a reading against SFIA: codes that it does not have, levels that it does not define, texts of another
//! level. The company's demand stands as it is.

use std::collections::{HashMap, HashSet};

use super::super::{Reading, WarningCode};
use super::ranks::Ranks;
use super::roles::required_level as demanded_level;
use crate::domain::framework::{Criterion, Framework, is_code, other_level, range};

pub fn check(
    reading: &mut Reading, at: usize, ranks: &Ranks, sfia: &Framework, official: Option<&Framework>,
) {
    let (codes, official) = (by_key(sfia), official.map(by_key).unwrap_or_default());
    let mut warnings = Vec::new();
    let demanded: HashSet<usize> = reading.demands.iter().map(|demand| demand.criterion).collect();
    for (place, criterion) in reading.criteria.iter().enumerate() {
        if criterion.texts.iter().all(|text| text.statements.is_empty()) && !demanded.contains(&place) {
            warnings.push((
                criterion.line,
                WarningCode::EmptyCriterion,
                format!("`{}` has no statement", criterion.name),
            ));
        }
        let Some(code) = criterion.key.as_deref().filter(|key| is_code(key)) else { continue };
        let Some(skill) = codes.get(code) else {
            warnings.push((
                criterion.line,
                WarningCode::UnknownCode,
                format!("SFIA 9 has no skill `{code}`"),
            ));
            continue;
        };
        for text in &criterion.texts {
            let Some(level) = text.level.and_then(|level| ranks.get(at, level)) else { continue };
            if !skill.defines(level) {
                let message = format!("{code} is asked at level {level}; SFIA defines it {}", range(skill));
                warnings.push((text.line, WarningCode::LevelOutOfRange, message));
            }
            let says = text.whole();
            if let Some(other) = official.get(code).and_then(|official| other_level(official, level, &says)) {
                let message = format!("the text of {code} at level {level} is SFIA's for level {other}");
                warnings.push((text.line, WarningCode::TextOfAnotherLevel, message));
            }
        }
    }
    for demand in &reading.demands {
        let code = reading.criteria.get(demand.criterion).and_then(|criterion| criterion.key.as_deref());
        let Some(skill) = code.and_then(|code| codes.get(code)) else { continue };
        if let Some(level) = demanded_level(demand, reading, |level| ranks.get(at, level))
            .filter(|level| !skill.defines(*level))
        {
            let message =
                format!("{} is asked at level {level}; SFIA defines it {}", skill.key, range(skill));
            warnings.push((demand.line, WarningCode::LevelOutOfRange, message));
        }
    }
    for (line, code, message) in warnings {
        reading.warn(line, code, message);
    }
    reading.warnings.sort_by_key(|warning| warning.line);
    reading.skipped.sort_by_key(|skipped| skipped.line);
}

fn by_key(framework: &Framework) -> HashMap<&str, &Criterion> {
    framework.criteria.iter().map(|one| (&*one.key, one)).collect()
}
