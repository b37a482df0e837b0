//! Values in, text out. A renderer never filters, sorts or counts; it is given what is to be shown.
//!
//! [`text`] holds what they share, [`table`] the lists, [`gap`] what each format of the report says, [`json`] what programs read,
//! [`template`] the promotion document by its template, [`document`] what that is given, [`markdown`] what keeps data inert in it.

pub mod compare;
pub mod compare_json;
pub mod diff;
pub mod document;
pub mod explain;
pub mod framework;
pub mod framework_check;
pub mod framework_diff;
pub mod framework_json;
pub mod framework_use;
pub mod gap;
pub mod gap_html;
pub mod gap_json;
pub mod gap_markdown;
pub mod gap_table;
pub mod history;
pub mod import_account;
pub mod json;
pub mod lint;
pub mod markdown;
pub mod matrix;
pub mod matrix_json;
pub mod next_json;
pub mod page;
pub mod stats;
pub mod stats_json;
pub mod table;
pub mod target;
pub mod template;
pub mod templates;
pub mod terms;
pub mod text;
pub mod trend;
pub mod trend_json;
pub mod trend_markdown;
pub mod trend_table;
pub mod update;
