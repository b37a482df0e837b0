//! `promo dump`: every entry as a line of JSON, one held at a time.

use anyhow::Result;

use super::context::open;
use crate::app::App;
use crate::error::Outcome;
use crate::exchange::jsonl::Writer;
use crate::render::text::count;

pub(super) fn run(app: &mut App<'_>) -> Result<Outcome> {
    let store = open(app)?;
    let mut writer = Writer::default();
    let mut confidential = 0;
    let to_terminal = app.terminal.stdout;
    let mut line = Vec::new();
    store.each(|entry| {
        confidential += u32::from(entry.confidential);
        if to_terminal {
            line.clear();
            writer.write(&mut line, entry)?;
            return anyhow::Ok(app.show(&String::from_utf8_lossy(&line))?);
        }
        anyhow::Ok(writer.write(&mut app.out, entry)?)
    })?;
    if confidential > 0 {
        let are = count(confidential, "confidential entry is", "confidential entries are");
        app.say(&format!("{are} in this dump, which is for you alone."))?;
    }
    Ok(Outcome::Done)
}
