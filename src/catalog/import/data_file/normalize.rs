//! What is put right once all is known: the numbers of levels, the sentences of skills.

use std::collections::HashSet;

use super::reading_builder::MappingReadingBuilder;
use crate::catalog::import::sentences;
use crate::domain::framework::CriterionKind;

impl MappingReadingBuilder {
    /// A number that ends a title (`Senior 1`) is the rank only where every level has one, and none has it twice.
    pub fn numbers(&mut self) {
        let tracks: HashSet<Option<String>> =
            self.reading.levels.iter().map(|level| level.track.clone()).collect();
        for track in tracks {
            let mut seen = HashSet::new();
            let mut of = self.reading.levels.iter().filter(|level| level.track == track);
            let sound = of.all(|level| level.name.number.is_some_and(|number| seen.insert(number)));
            if sound {
                continue;
            }
            let levels = self.reading.levels.iter_mut().filter(|level| level.track == track);
            for level in levels.filter(|level| level.name.label.is_empty()) {
                level.name.number = None;
            }
        }
    }

    /// Where roles demand skills at levels that are not those of the roles, both scales start at 1.
    pub fn scales(&mut self) {
        let of_roles: HashSet<usize> = self.wanted.iter().map(|wanted| wanted.level).collect();
        let texts = self.reading.criteria.iter().flat_map(|one| &one.texts);
        let of_skills: HashSet<usize> = texts.filter_map(|text| text.level).collect();
        if of_roles.is_empty() || of_skills.is_empty() || !of_roles.is_disjoint(&of_skills) {
            return;
        }
        for scale in [of_roles, of_skills] {
            let mut places: Vec<usize> = scale.into_iter().collect();
            places.sort_unstable();
            let levels = &mut self.reading.levels;
            if places.iter().any(|at| levels.get(*at).is_none_or(|level| level.name.number.is_some())) {
                continue;
            }
            for (at, number) in places.into_iter().zip(1..) {
                if let Some(level) = levels.get_mut(at) {
                    level.name.number = Some(number);
                }
            }
        }
    }

    /// What a skill with a code asks is prose: each of its sentences is a statement.
    pub fn sentences(&mut self) {
        let skills = self.reading.criteria.iter_mut().filter(|one| one.kind == CriterionKind::Skill);
        for text in skills.flat_map(|skill| &mut skill.texts) {
            let statements: Vec<String> =
                text.statements.iter().flat_map(|one| sentences::statements(one)).collect();
            if statements.len() > text.statements.len() {
                text.text = Some(text.statements.join(" "));
                text.statements = statements;
            }
        }
    }

    /// Counts the levels from a place on, which are one ladder; where none has a number, the lowest is 1.
    pub fn count(&mut self, from: usize) {
        let Some(levels) = self.reading.levels.get_mut(from..) else { return };
        if levels.iter().any(|level| level.name.number.is_some()) {
            return;
        }
        let known: Vec<u16> = levels.iter().filter_map(|level| level.name.seniority).collect();
        let falls = known.len() > 1 && known.windows(2).all(|two| two[0] > two[1]);
        let count = u32::try_from(levels.len()).unwrap_or(u32::MAX);
        for (level, at) in levels.iter_mut().zip(1..) {
            level.name.number = Some(if falls { count + 1 - at } else { at });
        }
    }
}
