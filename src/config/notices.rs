//! How `due --notify` reaches its user.

/// A way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A notice of the desktop.
    Desktop,
    /// A mail, handed to the system's `sendmail`.
    Mail,
    /// The bell of the user's terminals.
    Bell,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Desktop, Self::Mail, Self::Bell];

    /// As the configuration and `--json` name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Mail => "mail",
            Self::Bell => "bell",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// What the table `notify` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notices {
    /// Tried in this order; the first that works is the only one.
    pub by: Vec<Way>,
    /// To whom the mail goes; empty for the user's own account here.
    pub mail: String,
    /// Whether names and reasons stand in it: others may see a screen that is locked.
    pub names: bool,
}

impl Default for Notices {
    fn default() -> Self {
        Self { by: vec![Way::Desktop, Way::Bell], mail: String::new(), names: true }
    }
}
