//! What lies over what.
//!
//! SFIA's catalogue, over it SFIA's official text where a person imported their copy, over that the company's framework,
//! and over all of it what the person added (`own.toml`). Behaviours that a framework does not define come from the
//! built-in one, unless the person does without. The built-in framework has words of its own for skills; the official
//! text goes over those, since it is the framework's own voice.

use super::{FrameworkLibrary, Layer, LibraryError, builtin, is_built_in, sfia};
use crate::domain::framework::Framework;

impl FrameworkLibrary {
    /// A framework over all that lies beneath it, without what the person added; `None` where there is none of that key.
    pub fn layered(&self, key: &str) -> Result<Option<Framework>, LibraryError> {
        self.own_layer(key)?.map(|own| self.over_its_base(own)).transpose()
    }

    /// What lies beneath a framework's own layer, the nearest first, without the official text.
    pub fn bases(&self, own: &Framework) -> Result<Vec<Framework>, LibraryError> {
        let mut known = vec![own.key.to_string()];
        let mut bases: Vec<Framework> = Vec::new();
        let mut base = own.base.clone();
        while let Some(next) = base {
            let is_known = known.iter().any(|one| one.eq_ignore_ascii_case(&next));
            let over = known.last().cloned().unwrap_or_default();
            known.push(next.to_string());
            if is_known {
                return Err(LibraryError::Circle { key: own.key.to_string(), chain: known.join(" → ") });
            }
            let below = self.own_layer(&next)?;
            let below = below.ok_or_else(|| LibraryError::NoBase { key: over, base: next.to_string() })?;
            base = below.base.clone();
            bases.push(below);
        }
        Ok(bases)
    }

    /// A framework's own layer, wherever it comes from, over all that lies beneath it.
    pub fn over_its_base(&self, own: Framework) -> Result<Framework, LibraryError> {
        Ok(self.layer_over_bases(own)?.0)
    }

    /// As [`FrameworkLibrary::over_its_base`], with the version of the official text that is among what lies beneath.
    fn layer_over_bases(&self, own: Framework) -> Result<(Framework, Option<String>), LibraryError> {
        if own.official {
            let catalogue = builtin::own_layer(sfia::KEY);
            return Ok(match catalogue {
                Some(catalogue) => (own.over(catalogue), None),
                None => (own, None),
            });
        }
        let bases = self.bases(&own)?;
        let mut chain: Vec<Framework> = std::iter::once(own).chain(bases).collect();
        let official = match chain.last().is_some_and(|last| last.key == sfia::KEY) {
            true => self.official_layer()?,
            false => None,
        };
        let (mut official, version) = official.map(|layer| (layer.framework, layer.version)).unzip();
        let mut layered: Option<Framework> = None;
        while let Some(next) = chain.pop() {
            // The official text lies over what is built in and beneath what is not.
            if let (Some(below), false) = (&mut layered, is_built_in(&next.key))
                && let Some(official) = official.take()
            {
                *below = told_officially(std::mem::take(below), official);
            }
            layered = Some(match layered.take() {
                Some(below) => next.over(below),
                None => next,
            });
        }
        let layered = layered.unwrap_or_default();
        let layered = match official {
            Some(official) => told_officially(layered, official),
            None => layered,
        };
        Ok((layered, version))
    }

    /// The framework that tags are read against: over all that lies beneath it, with the built-in behaviours that it
    /// does not define where `behaviours` says so, and with what the person added.
    pub fn in_force(&self, key: &str, behaviours: bool) -> Result<Option<Framework>, LibraryError> {
        Ok(self.in_force_with_version(key, behaviours)?.map(|(framework, _)| framework))
    }

    /// As [`FrameworkLibrary::in_force`], with the version of what was read: the framework's own hash and, where SFIA's official
    /// text lies beneath, whose statements a tag may number, `+` and the hash of that.
    pub fn in_force_with_version(
        &self, key: &str, behaviours: bool,
    ) -> Result<Option<(Framework, String)>, LibraryError> {
        let Some(Layer { framework, version }) = self.layer(key)? else { return Ok(None) };
        let (framework, official) = self.layer_over_bases(framework)?;
        let version = official.map_or(version.clone(), |official| format!("{version}+{official}"));
        Ok(Some((self.as_read(framework, behaviours)?, version)))
    }

    /// What lies over its base, with what tags are read against besides: see [`FrameworkLibrary::in_force`].
    pub fn as_read(&self, mut framework: Framework, behaviours: bool) -> Result<Framework, LibraryError> {
        let is_default = framework.key == builtin::DEFAULT;
        if behaviours
            && !is_default
            && let Some(built_in) = builtin::own_layer(builtin::DEFAULT)
        {
            framework = framework.with_behaviours_of(built_in);
        }
        Ok(match self.additions()? {
            Some(additions) => framework.with_additions(additions),
            None => framework,
        })
    }
}

/// A framework with the official text over its skills, and the word that it is.
fn told_officially(framework: Framework, official: Framework) -> Framework {
    let source = format!("{}; the texts of skills: {}", framework.source, official.source);
    let told = framework.with(only_known(official));
    Framework { source: source.into(), ..told }
}

/// The official text without its levels' names, which a company has its own of.
fn only_known(official: Framework) -> Framework {
    Framework { levels: Vec::new(), roles: Vec::new(), ..official }
}
