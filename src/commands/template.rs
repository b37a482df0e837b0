//! `promo template`: the templates there are, and one's own. [`lookup`] finds one, [`fill`] fills it, and [`sandboxed`] is
//! the process in which one that is not promo's own is filled.

pub mod check;
pub mod fill;
pub mod list_show;
pub mod lookup;
pub mod new;
pub mod sandboxed;
