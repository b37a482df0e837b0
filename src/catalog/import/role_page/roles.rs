//! The role that a page is about, from its career path, its engineer type and its title.

use super::super::levels;
use super::super::slugs::slug;
use crate::catalog::import::vocabulary::LEVELS;

pub fn role(title: &str, path: Option<&str>, engineer: Option<&str>) -> (String, String) {
    let named = |title: &str| (slug(title), title.to_owned());
    if let Some(engineer) = engineer.map(str::trim).filter(|engineer| !engineer.is_empty()) {
        return match is_occupation(engineer) {
            true => named(engineer),
            false => named(&format!("{engineer} Engineer")),
        };
    }
    // A path that is no discipline has one role, whatever its levels are called: `Director`, `VP`.
    let lower = path.unwrap_or_default().to_lowercase();
    let of_path = match lower.split([' ', '&', '/']).next().unwrap_or_default() {
        "management" | "leadership" => Some("Engineering Manager"),
        "product" if !title.to_lowercase().contains("design") => Some("Product Manager"),
        "programmes" | "programme" | "programs" | "program" | "projects" | "project" => {
            Some("Programme Manager")
        }
        _ => None,
    };
    if let Some(of_path) = of_path.filter(|_| !lower.contains("engineer") || lower.contains("manage")) {
        return named(of_path);
    }
    let trade = levels::trade(title);
    if is_occupation(&trade) {
        return named(&trade);
    }
    // `CTO`, `Head of Data`: the title is all seniority, and the path says what of.
    match path.map(str::trim).filter(|path| !path.is_empty()) {
        Some(path) if path.eq_ignore_ascii_case("engineering") => named("Engineer"),
        Some(path) => named(path),
        None => named(if trade.is_empty() { title } else { &trade }),
    }
}

fn is_occupation(title: &str) -> bool {
    let last = title.split_whitespace().last().unwrap_or_default().to_lowercase();
    LEVELS.occupations.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_told_by_type_path_and_title() {
        for (title, path, engineer, key, wanted) in [
            ("Lead Support Engineer", "Engineering", Some("Support"), "support-engineer", "Support Engineer"),
            ("CTO", "Engineering", Some("QA"), "qa-engineer", "QA Engineer"),
            ("Senior Site Reliability Engineer", "Engineering", None, "site-reliability-engineer", ""),
            ("Engineering Manager", "Management", None, "engineering-manager", "Engineering Manager"),
            ("VP of Engineering", "Management", None, "engineering-manager", "Engineering Manager"),
            ("Head of Product", "Product", None, "product-manager", "Product Manager"),
            ("Senior Product Designer", "Product", None, "product-designer", "Product Designer"),
            ("Project Assistant", "Programmes", None, "programme-manager", "Programme Manager"),
            ("CTO", "Engineering", None, "engineer", "Engineer"),
            ("Senior Data Scientist", "Data", None, "data-scientist", "Data Scientist"),
            ("Head of Data", "Data", None, "data", "Data"),
            ("Senior Data Analyst", "", Some("Data Analyst"), "data-analyst", "Data Analyst"),
        ] {
            let read = role(title, Some(path), engineer);
            assert_eq!(read.0, key, "{title}");
            assert!(wanted.is_empty() || read.1 == wanted, "{title}: {}", read.1);
        }
    }
}
