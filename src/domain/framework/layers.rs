//! Frameworks over each other: SFIA's catalogue, its official text, the company's own, a person's additions.

use std::collections::HashMap;

use super::{Criterion, CriterionKind, Framework, LevelText};

impl Framework {
    /// Lays this framework over the one beneath. A criterion of the same key takes from below what it does not say
    /// itself, and its texts at a level replace those below; roles and groups of the same key are its own.
    pub fn over(mut self, below: Self) -> Self {
        let mut criteria = below.criteria;
        // Where thousands of criteria lie over each other, looking each one up in turn would show.
        let known: HashMap<String, usize> =
            criteria.iter().enumerate().map(|(at, one)| (one.key.to_ascii_lowercase(), at)).collect();
        for criterion in self.criteria {
            match known.get(&criterion.key.to_ascii_lowercase()) {
                Some(at) => criteria[*at].take(criterion),
                None => criteria.push(criterion),
            }
        }
        self.criteria = criteria;
        if self.levels.is_empty() {
            self.levels = below.levels;
        }
        for group in below.groups {
            if !self.groups.iter().any(|own| own.key.eq_ignore_ascii_case(&group.key)) {
                self.groups.push(group);
            }
        }
        for role in below.roles {
            if !self.roles.iter().any(|own| own.key.eq_ignore_ascii_case(&role.key)) {
                self.roles.push(role);
            }
        }
        self
    }

    /// Lays additions over this framework, which stays the one that it is.
    pub fn with(self, additions: Self) -> Self {
        let (key, title, source) = (self.key.clone(), self.title.clone(), self.source.clone());
        let (description, base, official) = (self.description.clone(), self.base.clone(), self.official);
        let levels = self.levels.clone();
        let merged = additions.over(self);
        let levels = if levels.is_empty() { merged.levels.clone() } else { levels };
        Self { key, title, source, description, base, official, levels, ..merged }
    }

    /// Takes what a person added: criteria of their own, and statements behind those that a criterion has, so that the
    /// numbers of those stay what they were.
    pub fn with_additions(mut self, additions: Self) -> Self {
        for criterion in additions.criteria {
            match self.criteria.iter_mut().find(|one| one.key.eq_ignore_ascii_case(&criterion.key)) {
                Some(known) => known.add(criterion),
                None => self.criteria.push(criterion),
            }
        }
        for group in additions.groups {
            if !self.groups.iter().any(|own| own.key == group.key) {
                self.groups.push(group);
            }
        }
        self
    }

    /// Takes the behaviours of another framework that this one does not define, with their groups.
    pub fn with_behaviours_of(mut self, other: Self) -> Self {
        for criterion in other.criteria {
            if criterion.kind == CriterionKind::Behaviour && self.criterion(&criterion.key).is_none() {
                let group = other.groups.iter().find(|group| Some(&group.key) == criterion.group.as_ref());
                if let Some(group) = group.filter(|group| !self.groups.iter().any(|own| own.key == group.key))
                {
                    self.groups.push(group.clone());
                }
                self.criteria.push(criterion);
            }
        }
        self
    }
}

impl Criterion {
    /// Takes the name that another of the same key has, unless that is only the key again.
    fn name(&mut self, other: &Self) {
        if !other.name.is_empty() && (self.name.is_empty() || !other.name.eq_ignore_ascii_case(&other.key)) {
            self.name = other.name.clone();
        }
    }

    /// Takes what another of the same key says behind what is said here.
    fn add(&mut self, more: Self) {
        self.name(&more);
        self.description = more.description.or(self.description.take());
        self.url = more.url.or(self.url.take());
        for text in more.levels {
            let Some(known) = self.levels.iter_mut().find(|at| at.level == text.level) else {
                self.levels.push(text);
                continue;
            };
            for statement in text.statements {
                if !known.statements.contains(&statement) {
                    known.text = [&*known.text, &*statement].join(" ").trim().to_owned().into();
                    known.statements.push(statement);
                }
            }
            for example in text.examples {
                if !known.examples.contains(&example) {
                    known.examples.push(example);
                }
            }
        }
        self.levels.sort_by_key(|text| text.level);
    }

    /// Takes what another of the same key says over what is said here.
    fn take(&mut self, over: Self) {
        self.name(&over);
        // What has levels and what has none cannot stand beside each other: one would hide the other.
        if !over.levels.is_empty() && over.is_leveled() != self.is_leveled() {
            self.levels.clear();
        }
        // A level that only says that it is there leaves to what is beneath what it says.
        let says = |text: &LevelText| !text.text.is_empty() || !text.statements.is_empty();
        for text in over.levels {
            if !says(&text) && self.levels.iter().any(|at| at.level == text.level) {
                continue;
            }
            match self.levels.iter_mut().find(|at| at.level == text.level) {
                Some(at) => *at = text,
                None => self.levels.push(text),
            }
        }
        self.levels.sort_by_key(|text| text.level);
        self.group = over.group.or(self.group.take());
        self.category = over.category.or(self.category.take());
        self.subcategory = over.subcategory.or(self.subcategory.take());
        self.url = over.url.or(self.url.take());
        self.description = over.description.or(self.description.take());
    }
}
