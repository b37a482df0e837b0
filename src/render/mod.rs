//! Values in, text out. A renderer never filters, sorts or counts; it is given what is to be shown.
//!
//! [`text`] holds what they share, [`table`] the lists, [`gap`] the report as data and [`gap_text`] in words, [`json`] what programs read,
//! [`template`] the promotion document by its template, [`document`] what that is given, [`markdown`] what keeps data inert in it.

pub mod advice;
pub mod compare;
pub mod criterion;
pub mod diff;
pub mod document;
pub mod explain;
pub mod framework;
pub mod framework_check;
pub mod framework_diff;
pub mod framework_json;
pub mod framework_use;
pub mod gap;
pub mod gap_markdown;
pub mod gap_table;
pub mod gap_text;
pub mod history;
pub mod html;
pub mod import_account;
pub mod json;
pub mod lint;
pub mod markdown;
pub mod matrix;
pub mod next;
pub mod omissions;
pub mod page;
pub mod redaction;
pub mod stats;
pub mod table;
pub mod target;
pub mod template;
pub mod templates;
pub mod terms;
pub mod text;
pub mod titles;
pub mod trend;
pub mod trend_markdown;
pub mod trend_table;
pub mod update;
pub mod what_if;
