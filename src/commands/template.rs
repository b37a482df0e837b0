//! `promo template`: the templates there are, and one's own. [`found`] finds one, [`filled`] fills it, and [`inside`] is
//! the process in which one that is not promo's own is filled.

pub mod check;
pub mod filled;
pub mod found;
pub mod inside;
pub mod look;
pub mod new;
