//! A document that a person works on: what of it is the tool's is marked, so that an update can tell the two apart.
//!
//! **Marks** are HTML comments, which nobody sees in the rendered document:
//!
//! ```text
//! <!-- promo:document TEMPLATE 1 ID… -->      at the head: the template, the version of the marks, the blocks written
//! <!-- promo:block ID HASH LINE… -->          before each block: of its text, and of each of its lines
//! <!-- promo:end -->                          where a row of blocks ends
//! ```
//!
//! A template writes `<!-- promo:block ID -->` and `<!-- promo:end -->`; [`seal`] adds the rest. An ID is made of
//! `a-z0-9-` and stays the same while the journal grows; `result-x/impact` is a part of `result-x` and stays with it. A
//! block reaches up to the next mark. What stands outside the blocks is written once and then never touched, so all that
//! can change belongs into one. A template without marks makes one block, `document`.
//!
//! **Nothing but the file holds state.** A block is as the tool wrote it when its text has the hash in its mark; lines are
//! compared with white space folded, so that an editor that wraps lines, trims them or ends them with CRLF edits nothing.
//! The hashes of its lines, a bullet's with the entries that it names, say later which lines were the tool's, and whether
//! the journal says something else now: a three-way comparison without the old text.
//!
//! **[`merge`]** takes such a file and the document as the journal makes it now:
//!
//! | in the file | in the journal | |
//! |---|---|---|
//! | as written | the same | stays as it is, byte for byte |
//! | as written | something else | the journal's |
//! | as written | gone | removed, unless it is of a result of which another part was edited |
//! | edited | the same as when it was written | stays |
//! | edited | something else | stays, and is told: [`ThreeWay`] |
//! | edited | also bullets of entries that it never named | stays; they get a block of their own behind it, `ID+2` |
//! | edited | gone | stays, and is told |
//! | deleted | whatever | stays out, and is told once |
//! | never there | new | comes behind the block that the template has before it |
//!
//! A row of blocks follows the journal's order, edited ones included, unless the person has moved one of them: then it
//! keeps the file's. After that each mark holds what the journal says now, so that the next update has nothing to do.

mod chain;
mod comments;
mod fence;
mod hash;
mod items;
mod layout;
mod marks;
mod merge;
mod page;

pub use hash::slug;
pub use marks::{MarkError, MarkFault};
pub use merge::{BlockChange, ChangeKind, Merged, ThreeWay, merge};
pub use page::{Document, clean, holds_all_of, made_by, seal, strip};

#[cfg(test)]
mod tests;
