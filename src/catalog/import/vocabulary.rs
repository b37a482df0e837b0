//! The importer's words, which are data: `framework/vocabulary/*.toml`, compiled in and parsed at first use.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

pub(super) static DATA: LazyLock<DataWords> =
    LazyLock::new(|| parse(include_str!("../../../framework/vocabulary/data.toml")));
pub(super) static LEVELS: LazyLock<LevelWords> =
    LazyLock::new(|| parse(include_str!("../../../framework/vocabulary/levels.toml")));
pub(super) static PAGES: LazyLock<PageWords> =
    LazyLock::new(|| parse(include_str!("../../../framework/vocabulary/pages.toml")));
pub(super) static TABLES: LazyLock<TableWords> =
    LazyLock::new(|| parse(include_str!("../../../framework/vocabulary/tables.toml")));

/// A test holds that each file is what its type says.
fn parse<T: DeserializeOwned + Default>(file: &str) -> T {
    toml::from_str(file).unwrap_or_default()
}

/// Words or phrases in the order of their file.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct WordList(Vec<String>);

impl WordList {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.iter().any(|known| known == word)
    }

    pub(super) fn any_in(&self, text: &str) -> bool {
        self.0.iter().any(|known| text.contains(known))
    }

    pub(super) fn any_starts(&self, text: &str) -> bool {
        self.0.iter().any(|known| text.starts_with(known))
    }

    pub(super) fn any_ends(&self, text: &str) -> bool {
        self.0.iter().any(|known| text.ends_with(known))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DataWords {
    pub(super) abbreviations: WordList,
    pub(super) mixed_case: WordList,
    pub(super) telling: WordList,
    pub(super) level_cells: WordList,
    pub(super) level_texts: WordList,
    pub(super) whole_titles: WordList,
    pub(super) fields: BTreeMap<String, WordList>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LevelWords {
    pub(super) trades: WordList,
    pub(super) trade_nouns: WordList,
    pub(super) occupations: WordList,
    pub(super) trade_fields: WordList,
    pub(super) sentence_words: WordList,
    pub(super) doubtful: WordList,
    pub(super) level_words: WordList,
    pub(super) prefixes: WordList,
    pub(super) whole_ladder: WordList,
    pub(super) promotion_starts: WordList,
    pub(super) promotion_ends: WordList,
    pub(super) promotion_considerations: WordList,
    pub(super) promotion_recommendations: WordList,
    pub(super) seniority: HashMap<String, u16>,
    pub(super) proficiency: HashMap<String, u16>,
    pub(super) stages: HashMap<String, u16>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PageWords {
    pub(super) placeholders: WordList,
    pub(super) footers: WordList,
    pub(super) all_levels_titles: WordList,
    pub(super) level_facts: WordList,
    pub(super) generic_titles: WordList,
    pub(super) bare_titles: WordList,
    pub(super) manager_titles: WordList,
    pub(super) track_titles: WordList,
    pub(super) part_titles: WordList,
    pub(super) success_titles: WordList,
    pub(super) reading_titles: WordList,
    pub(super) wrappers: WordList,
    pub(super) pictures: WordList,
    pub(super) chrome_classes: WordList,
    pub(super) tool_files: WordList,
    pub(super) tool_folders: WordList,
    pub(super) sections: BTreeMap<String, WordList>,
    pub(super) section_starts: BTreeMap<String, WordList>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TableWords {
    pub(super) names: WordList,
    pub(super) groups: WordList,
    pub(super) descriptions: WordList,
    pub(super) examples: WordList,
    pub(super) levels: WordList,
    pub(super) skipped: WordList,
    pub(super) glossary: WordList,
    pub(super) other_subjects: WordList,
    pub(super) texts: WordList,
    pub(super) page_texts: WordList,
    pub(super) level_titles: WordList,
    pub(super) level_scopes: WordList,
    pub(super) level_facts: WordList,
    pub(super) introductions: WordList,
    pub(super) nothing: WordList,
    pub(super) cell_placeholders: WordList,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_what_its_type_says() {
        let read = |file: &str| std::fs::read_to_string(format!("framework/vocabulary/{file}.toml")).unwrap();
        toml::from_str::<DataWords>(&read("data")).unwrap();
        toml::from_str::<LevelWords>(&read("levels")).unwrap();
        toml::from_str::<PageWords>(&read("pages")).unwrap();
        toml::from_str::<TableWords>(&read("tables")).unwrap();
    }
}
