//! Everything that can be wanted, in one table: name, words, keys, and where it applies. Dispatch, footer, `?`, and the README's
//! list are made from it.
//!
//! Owns the table. Which key means which action after rebinding is `keymap`'s.

use crate::say;
use crate::text::Text;

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    Agenda,
    Contacts,
    Contact,
    Companies,
    Company,
    Feedback,
    /// The search in all that was said. All keys are text there.
    Said,
    /// The screen of a first start.
    Welcome,
    /// A list in a pop-up that has no text field.
    Choice,
}

use Place::{Agenda, Choice, Companies, Company, Contact, Contacts, Feedback, Welcome};

const FIRST: &[Place] = &[Welcome];
const SCREENS: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback];
const LISTS: &[Place] = &[Agenda, Contacts, Feedback];
const ANYWHERE: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Welcome];
const MOVING: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Choice];
const ALL: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Welcome, Choice];

/// An action's line in the table.
#[derive(Debug)]
pub struct Info {
    pub action: Action,
    /// As the configuration names it.
    pub name: &'static str,
    /// Its keys unless they are rebound, the first being the one that is shown. Written as in the configuration: `c`, `G`, `ctrl-d`,
    /// `g g` for one after the other.
    pub keys: &'static [&'static str],
    pub places: &'static [Place],
    /// Whether the footer names it, in the table's order.
    pub footer: bool,
}

macro_rules! actions {
    ($($action:ident $name:literal $words:literal $keys:tt $places:ident $footer:literal;)*) => {
        /// Something that is wanted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($action,)*
        }

        /// The table, in the order of footer and help.
        pub const TABLE: &[Info] = &[$(
            Info { action: Action::$action, name: $name, keys: &$keys, places: $places, footer: $footer },
        )*];

        impl Action {
            /// One or two words, for the footer.
            pub fn label(self, text: &Text) -> String {
                match self {
                    $(Self::$action => say!(text, $words),)*
                }
            }

            /// A line, for the help.
            pub fn help(self, text: &Text) -> String {
                match self {
                    $(Self::$action => say!(text, $words, "help"),)*
                }
            }
        }
    };
}

actions! {
    // what       name          words                 keys                         where    in the footer
    Log           "log"         "action-log"          ["c"]                        SCREENS  true;
    FollowUp      "follow-up"   "action-follow-up"    ["f"]                        SCREENS  true;
    Done          "done"        "action-done"         ["d"]                        SCREENS  true;
    Snooze        "snooze"      "action-snooze"       ["s"]                        SCREENS  true;
    Feedback      "feedback"    "action-feedback"     ["b"]                        SCREENS  true;
    Filter        "filter"      "action-filter"       ["/"]                        SCREENS  true;
    Search        "search"      "action-search"       ["g /"]                      SCREENS  false;
    Palette       "palette"     "action-palette"      [":", "ctrl-p"]              SCREENS  false;
    Note          "note"        "action-note"         ["n"]                        SCREENS  true;
    Off           "off"         "action-off"          ["x"]                        SCREENS  true;
    LogOther      "log-other"   "action-log-other"    ["C"]                        SCREENS  false;
    Open          "open"        "action-open"         ["enter"]                    ALL      false;
    Back          "back"        "action-back"         ["esc"]                      ALL      false;
    Add           "add"         "action-add"          ["a"]                        SCREENS  true;
    AddCompany    "add-company" "action-add-company"  []                           SCREENS  false;
    Edit          "edit"        "action-edit"         ["e"]                        SCREENS  true;
    Move          "move"        "action-move"         ["m"]                        SCREENS  false;
    Delete        "delete"      "action-delete"       ["X"]                        SCREENS  false;
    Import        "import"      "action-import"       ["I"]                        SCREENS  false;
    Export        "export"      "action-export"       []                           SCREENS  false;
    Tags          "tags"        "action-tags"         ["t"]                        SCREENS  false;
    Pin           "pin"         "action-pin"          ["p"]                        SCREENS  false;
    Undo          "undo"        "action-undo"         ["u"]                        SCREENS  true;
    Redo          "redo"        "action-redo"         ["ctrl-r"]                   SCREENS  false;
    Mark          "mark"        "action-mark"         ["space"]                    LISTS    false;
    MarkRange     "mark-range"  "action-mark-range"   ["v"]                        LISTS    false;
    NextPane      "next-pane"   "action-next-pane"    ["tab"]                      SCREENS  false;
    PreviousPane  "prev-pane"   "action-previous-pane" ["shift-tab"]               SCREENS  false;
    Down          "down"        "action-down"         ["j", "down"]                MOVING   false;
    Up            "up"          "action-up"           ["k", "up"]                  MOVING   false;
    First         "first"       "action-first"        ["g g", "home"]              MOVING   false;
    Last          "last"        "action-last"         ["G", "end"]                 MOVING   false;
    HalfDown      "half-down"   "action-half-down"    ["ctrl-d"]                   MOVING   false;
    HalfUp        "half-up"     "action-half-up"      ["ctrl-u"]                   MOVING   false;
    PageDown      "page-down"   "action-page-down"    ["ctrl-f", "pgdn"]           MOVING   false;
    PageUp        "page-up"     "action-page-up"      ["ctrl-b", "pgup"]           MOVING   false;
    ScrollDown    "scroll-down" "action-scroll-down"  ["J"]                        SCREENS  false;
    ScrollUp      "scroll-up"   "action-scroll-up"    ["K"]                        SCREENS  false;
    GoAgenda      "agenda"      "action-agenda"       ["1"]                        SCREENS  false;
    GoContacts    "contacts"    "action-contacts"     ["2"]                        SCREENS  false;
    GoCompanies   "companies"   "action-companies"    ["3"]                        SCREENS  false;
    GoCompany     "company"     "action-company"      ["g c"]                      SCREENS  false;
    GoFeedback    "all-feedback" "action-all-feedback"   ["4"]                        SCREENS  false;
    Copy          "copy"        "action-copy"         ["y"]                        SCREENS  false;
    OpenLink      "open-link"   "action-open-link"    ["o"]                        SCREENS  false;
    Consent       "consent"     "action-consent"      ["i"]                        SCREENS  false;
    BackUp        "back-up"     "action-back-up"      []                           SCREENS  false;
    Check         "check"       "action-check"        []                           SCREENS  false;
    Mended        "mended"      "action-mended"       ["g m"]                      SCREENS  false;
    Quit          "quit"        "action-quit"         ["q"]                        ANYWHERE false;
    ImportFirst   "import-first" "action-import"      ["i", "I"]                   FIRST    true;
    AddFirst      "add-first"   "action-add-first"    ["a"]                        FIRST    true;
    Demo          "demo"        "action-demo"         ["d"]                        FIRST    true;
    Help          "help"        "action-help"         ["?"]                        ANYWHERE true;
}

impl Action {
    /// Its line in the table.
    pub fn info(self) -> &'static Info {
        // The table is made from the same lines as the enum, so its place is the discriminant.
        &TABLE[self as usize]
    }

    /// The actions that apply in a place, in the table's order.
    pub fn of(place: Place) -> impl Iterator<Item = Self> {
        TABLE.iter().filter(move |info| info.places.contains(&place)).map(|info| info.action)
    }
}
