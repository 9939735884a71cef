//! Why something could not be done.

use std::fmt::{self, Display};

use crate::archive::backup::BackupError;
use crate::archive::error::StoreError;
use crate::archive::register::RegisterError;
use crate::archive::{ArchiveError, Entry, Refusal};
use crate::copies::CopyError;
use crate::diag::{Diagnostic, Report};
use crate::output::OutputError;
use crate::output::pdf::PdfError;
use crate::pipeline::PipelineError;
use crate::record::LoadError;
use crate::renew::RenewError;
use crate::source::Sources;

/// A fault of the world: no file of the clerk's is wrong, and yet the work cannot be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// What is so.
    pub message: String,
    /// What to do about it.
    pub advice: Option<String>,
}

impl Fault {
    /// Says what is so and what to do about it.
    pub fn new(message: impl Display, advice: impl Display) -> Self {
        Self { message: message.to_string(), advice: Some(advice.to_string()) }
    }

    /// Adds to what is said last.
    pub fn add(&mut self, text: &str) {
        self.advice.as_mut().unwrap_or(&mut self.message).push_str(text);
    }

    /// Says first what is so besides.
    #[must_use]
    pub fn after(self, text: &str) -> Self {
        Self { message: format!("{text}{}", self.message), ..self }
    }
}

impl Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.message)?;
        self.advice.iter().try_for_each(|advice| write!(out, "\n  gợi ý: {advice}"))
    }
}

/// Nobody knows what to do about it.
impl From<String> for Fault {
    fn from(message: String) -> Self {
        Self { message, advice: None }
    }
}

/// Makes a fault of an error as it says itself what to do, by its own function or within its text.
macro_rules! faults {
    ($($error:ty => $make:expr),+ $(,)?) => {$(
        impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                $make(error)
            }
        }
    )+};
}

faults! {
    OutputError => |error: OutputError| Self::new(&error, error.advice()),
    PdfError => |error: PdfError| Self::new(&error, error.advice()),
    CopyError => |error: CopyError| Self::new(&error, error.advice()),
    LoadError => |error: LoadError| error.to_string().into(),
    PipelineError => |error: PipelineError| error.to_string().into(),
    RenewError => |error: RenewError| error.to_string().into(),
}

/// Why the office's work was not done, or not to its end.
#[derive(Debug)]
pub enum Failure {
    /// Something is wrong with what was given.
    Findings(Report),
    /// The archive or a backup of it is damaged: what is not done therefore, and where.
    Damaged {
        /// What is not done.
        fault: Fault,
        /// Where it is damaged.
        report: Report,
    },
    /// Records are faulty without which it cannot be done.
    Records {
        /// Their faults.
        report: Report,
        /// Their files.
        sources: Box<Sources>,
        /// What is to be said of it.
        fault: Fault,
    },
    /// It could not be done, and nothing was.
    World(Fault),
    /// It stands in the register, but what follows could not all be done: the document, and why.
    Unfinished(Option<Box<Entry>>, Fault),
    /// Nobody can tell whether it stands in the register.
    Unclear(Fault),
}

impl Failure {
    /// Says why something cannot be done, and what to do about it.
    pub fn world(message: impl Display, advice: impl Display) -> Self {
        Self::World(Fault::new(message, advice))
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        let fault = Fault::new(&error, error.advice());
        match error {
            ArchiveError::Unfinished { entry, .. } => Self::Unfinished(entry, fault),
            ArchiveError::Unclear(_) => Self::Unclear(fault),
            _ => Self::World(fault),
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Damaged { found, .. } => Self::Findings(found.report),
            BackupError::Archive(error) => error.into(),
            other => Self::world(&other, other.advice()),
        }
    }
}

impl From<Diagnostic> for Failure {
    fn from(found: Diagnostic) -> Self {
        Self::Findings(std::iter::once(found).collect())
    }
}

/// Makes a failure of an error by way of another one that says more.
macro_rules! failures {
    ($($error:ty => $way:ty),+ $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                <$way>::from(error).into()
            }
        }
    )+};
}

failures! {
    Refusal => ArchiveError,
    RegisterError => ArchiveError,
    StoreError => ArchiveError,
    OutputError => Fault,
    CopyError => Fault,
    LoadError => Fault,
    PipelineError => Fault,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::World(fault)
    }
}
