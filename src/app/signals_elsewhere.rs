//! In place of [`signals`](super::signals) where there are no Unix signals: `console` sets the terminal's modes for each
//! key by itself, Ctrl-C is one of them, and no draft is saved outside questions.

use std::io;

use console::{Key, Term};

use super::drafts::{Draft, Drafts};

#[derive(Debug)]
pub(super) struct Signals;

impl Signals {
    pub(super) fn new(_: Drafts) -> Self {
        Self
    }

    pub(super) fn guard(&mut self, _: Option<Draft>) {}

    pub(super) fn ask(&mut self) -> io::Result<Asking> {
        Ok(Asking)
    }

    pub(super) fn run_program(&mut self) -> Running {
        Running
    }
}

#[allow(dead_code, reason = "some come from signals alone")]
pub(super) enum Event {
    Key(Key),
    Redraw,
    Suspend,
    End,
}

pub(super) struct Asking;

impl Asking {
    pub(super) fn next(&mut self, term: &Term) -> io::Result<Event> {
        Ok(match term.read_key_raw()? {
            Key::CtrlC => Event::End,
            key => Event::Key(key),
        })
    }

    pub(super) fn suspend(&mut self) -> io::Result<bool> {
        Ok(true)
    }

    pub(super) fn is_ours(&self) -> bool {
        true
    }

    pub(super) fn quit(&self) {}
}

pub(super) struct Running;

impl Running {
    pub(super) fn guard(&self, _: Option<Draft>) {}

    pub(super) fn quit(&self) {}
}
