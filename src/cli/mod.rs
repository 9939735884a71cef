//! The command line: what may be typed, what is answered. The only code that prints.

pub mod amend;
pub mod archive;
mod args;
mod backup;
mod build;
pub mod check;
mod clock;
mod compare;
pub mod copy;
pub mod dossier;
mod explain;
mod fill;
mod given;
mod guide;
mod init;
pub mod issue;
pub mod known;
mod manual;
mod mend;
mod new_year;
mod progress;
mod proof;
mod regain;
pub mod register;
mod say;
mod stale;
mod table;
mod template;
mod typed;
mod usage;
mod view;
mod watch;

use std::ffi::OsString;

pub use args::{Args, ColorChoice, Command, Stop, parse};
pub use progress::Progress;
pub use table::{Align, Table};

/// Runs the program with the arguments given, its own name first, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match parse(arguments) {
        Ok(args) => args,
        Err(stop) => {
            let print = if stop.to_stdout { say::data } else { say::speech };
            print(stop.text.trim_end());
            return stop.exit_code;
        }
    };
    match &args.command {
        Command::Build { year, documents, out, date, pdf, overwrite, draft, watch, again, blind, leave } => {
            let (out, date) = (out.as_deref(), date.as_deref());
            let (pdf, overwrite, draft) = (*pdf, *overwrite, *draft);
            let (again, blind, leave) = (*again, *blind, *leave);
            let build = build::Build { year: *year, documents, out, date, pdf, overwrite, draft, again, blind, leave };
            if *watch { watch::run(&args, &build) } else { build::run(&args, &build) }
        }
        Command::Init(told) => init::run(&args, told),
        Command::NewYear { year, from, answers, overwrite } => {
            let answers = answers.as_deref();
            new_year::run(&args, &new_year::NewYear { year: *year, from: *from, answers, overwrite: *overwrite })
        }
        Command::Fill(wish) => fill::run(&args, wish),
        Command::Variables { template } => template::variables(&args, template),
        Command::Inspect(wish) => template::inspect(&args, wish),
        Command::Export { names, out, overwrite } => template::export(&args, names, out.as_deref(), *overwrite),
        Command::Compare { years, documents, out, overwrite } => {
            let out = out.as_deref();
            compare::run(&args, &compare::Comparison { years: *years, documents, out, overwrite: *overwrite })
        }
        Command::View(asked) => view::run(&args, asked),
        Command::Issue(issue) => issue::run(&args, issue),
        Command::Copy(copying) => copy::run(&args, copying),
        Command::Amend(amend) => amend::run(&args, amend),
        Command::Register(asked) => register::run(&args, asked),
        Command::Keep(keep) => archive::run(&args, keep),
        Command::Guide { topic } => guide::run(&args, topic.as_deref()),
        Command::Complete(shell) => manual::complete(*shell),
        Command::Manual => manual::page(),
        Command::Schema { check } => {
            let schema = if *check { crate::check::json::schema() } else { crate::record::schema::schema() };
            say::data(&format!("{schema:#}"));
            0
        }
        Command::Check(asked) => match &asked.mend {
            Some(out) => mend::run(&args, asked, out),
            None => check::run(&args, asked),
        },
        Command::Explain { code } => explain::run(&args, code),
    }
}
