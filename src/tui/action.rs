//! Everything that can be wanted, in one table: name, words, keys, and where it applies. Dispatch, footer, `?`, and the README's
//! list are made from it.
//!
//! Owns the table, and under which heading each stands. Which key means which action after rebinding is `keymap`'s.

mod group;

pub use group::Group;

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
    /// Contacts that may be one person.
    Duplicates,
    /// The agenda by days of a month.
    Month,
    /// What the history of all says.
    Reports,
    /// The search in all that was said. All keys are text there.
    Said,
    /// What a file that is to be imported brings, row by row.
    Import,
    /// What the columns of a table mean that is to be imported.
    Columns,
    /// The screen of a first start.
    Welcome,
    /// A list in a pop-up that has no text field.
    Choice,
}

impl Place {
    /// What it is called; `None` for what isn't gone to by itself.
    pub fn name(self, text: &Text) -> Option<String> {
        Some(match self {
            Self::Agenda => say!(text, "screen-agenda"),
            Self::Contacts => say!(text, "screen-contacts"),
            Self::Companies => say!(text, "screen-companies"),
            Self::Feedback => say!(text, "screen-feedback"),
            Self::Reports => say!(text, "screen-reports"),
            Self::Contact => say!(text, "place-contact"),
            Self::Company => say!(text, "place-company"),
            Self::Duplicates => say!(text, "place-duplicates"),
            Self::Month => say!(text, "place-month"),
            Self::Said => say!(text, "place-said"),
            Self::Import => say!(text, "place-import"),
            Self::Columns => say!(text, "place-columns"),
            Self::Welcome | Self::Choice => return None,
        })
    }
}

use Place::{
    Agenda, Choice, Columns, Companies, Company, Contact, Contacts, Duplicates, Feedback, Import, Month, Reports,
    Welcome,
};

const FIRST: &[Place] = &[Welcome];
const SCREENS: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Month];
const PAIRS: &[Place] = &[Duplicates];
const VIEWS: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Duplicates, Month, Reports];
const LISTS: &[Place] = &[Agenda, Contacts, Feedback, Import, Month];
const ANYWHERE: &[Place] =
    &[Agenda, Contacts, Contact, Companies, Company, Feedback, Duplicates, Import, Columns, Welcome, Month, Reports];
const MOVING: &[Place] =
    &[Agenda, Contacts, Contact, Companies, Company, Feedback, Duplicates, Import, Columns, Choice, Month, Reports];
const ALL: &[Place] = &[
    Agenda, Contacts, Contact, Companies, Company, Feedback, Duplicates, Import, Columns, Welcome, Choice, Month,
    Reports,
];
/// Lists that are narrowed.
const NARROWED: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Duplicates, Import];
/// Panes beside a list.
const PANES: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Import];
/// Lists that have views.
const VIEWED: &[Place] = &[Contacts, Companies, Feedback];
/// Screens of two panes.
const TWO: &[Place] = &[Agenda, Contact, Companies, Company, Feedback, Duplicates, Import, Columns, Month, Reports];
/// Where Tab shows another view, or gives another pane the keys.
const SPLIT: &[Place] = &[Agenda, Contacts, Contact, Companies, Company, Feedback, Duplicates, Import, Month, Reports];
const PILES: &[Place] = &[Agenda, Month];
const DAYS: &[Place] = &[Month];
/// Lists of people, and what is of one.
const PEOPLE: &[Place] = &[Agenda, Contacts, Contact, Feedback];
const OF_FEEDBACK: &[Place] = &[Feedback];
const ACROSS: &[Place] = &[Import, Month, Reports];
const ROWS: &[Place] = &[Import];
const TABLE_COLUMNS: &[Place] = &[Columns];
const BRINGING_IN: &[Place] = &[Import, Columns];

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
    /// Whether the store is changed by it, or by what it opens: not offered where the store may only be read.
    pub changes: bool,
}

macro_rules! actions {
    ($($action:ident $name:literal $words:literal $keys:tt $places:ident $footer:literal $changes:literal;)*) => {
        /// Something that is wanted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($action,)*
        }

        /// The table, in the order of footer and help.
        pub const TABLE: &[Info] = &[$(
            Info {
                action: Action::$action, name: $name, keys: &$keys, places: $places, footer: $footer, changes: $changes,
            },
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
    // what       name          words                 keys                         where    in the footer changes
    Log           "log"         "action-log"          ["c"]                        SCREENS  true          true;
    FollowUp      "follow-up"   "action-follow-up"    ["f"]                        SCREENS  true          true;
    Done          "done"        "action-done"         ["d"]                        SCREENS  true          true;
    Snooze        "snooze"      "action-snooze"       ["s"]                        SCREENS  true          true;
    Spread        "spread"      "action-spread"       ["g s"]                      PILES    false         true;
    Feedback      "feedback"    "action-feedback"     ["b"]                        SCREENS  true          true;
    Order         "order"       "action-order"        ["O"]                        SCREENS  false         true;
    Ask           "ask"         "action-ask"          ["g a"]                      PEOPLE   false         true;
    Scores        "scores"      "action-scores"       ["g n"]                      OF_FEEDBACK false      false;
    Health        "health"      "action-health"       ["g h"]                      SCREENS  false         false;
    Topics        "topics"      "action-topics"       ["g b"]                      OF_FEEDBACK false      false;
    Filter        "filter"      "action-filter"       ["/"]                        NARROWED true          false;
    Search        "search"      "action-search"       ["g /"]                      VIEWS    false         false;
    Palette       "palette"     "action-palette"      [":", "ctrl-p"]              VIEWS    false         false;
    Note          "note"        "action-note"         ["n"]                        SCREENS  true          true;
    Off           "off"         "action-off"          ["x"]                        SCREENS  true          true;
    LogOther      "log-other"   "action-log-other"    ["C"]                        SCREENS  false         true;
    Open          "open"        "action-open"         ["enter"]                    ALL      false         false;
    Back          "back"        "action-back"         ["esc"]                      ALL      false         false;
    Add           "add"         "action-add"          ["a"]                        SCREENS  true          true;
    AddCompany    "add-company" "action-add-company"  []                           SCREENS  false         true;
    Edit          "edit"        "action-edit"         ["e"]                        SCREENS  true          true;
    EditText      "edit-text"   "action-edit-text"    ["E"]                        SCREENS  false         true;
    Move          "move"        "action-move"         ["m"]                        SCREENS  false         true;
    Merge         "merge"       "action-merge"        ["m"]                        PAIRS   true          true;
    NotSame       "not-same"    "action-not-same"     ["x"]                        PAIRS   true          true;
    MergeCertain  "merge-certain" "action-merge-certain" ["M"]                     PAIRS   true          true;
    Delete        "delete"      "action-delete"       ["X"]                        SCREENS  false         true;
    Import        "import"      "action-import"       ["I"]                        SCREENS  false         true;
    Export        "export"      "action-export"       []                           SCREENS  false         false;
    Tags          "tags"        "action-tags"         ["t"]                        SCREENS  false         true;
    Pin           "pin"         "action-pin"          ["p"]                        SCREENS  false         true;
    Undo          "undo"        "action-undo"         ["u"]                        VIEWS    true          true;
    Redo          "redo"        "action-redo"         ["ctrl-r"]                   VIEWS    false         true;
    Mark          "mark"        "action-mark"         ["space"]                    LISTS    false         false;
    MarkRange     "mark-range"  "action-mark-range"   ["v"]                        LISTS    false         false;
    MarkAll       "mark-all"    "action-mark-all"     ["%"]                        LISTS    false         false;
    NextPane      "next-pane"   "action-next-pane"    ["tab"]                      SPLIT    false         false;
    PreviousPane  "prev-pane"   "action-previous-pane" ["shift-tab"]               SPLIT    false         false;
    Backward      "backward"    "action-backward"     ["H", "ctrl-o"]              VIEWS    false         false;
    Forward       "forward"     "action-forward"      ["L"]                        VIEWS    false         false;
    PreviousView  "previous-view" "action-previous-view" ["-"]                      VIEWS    false         false;
    Zoom          "zoom"        "action-zoom"         ["z"]                        TWO      false         false;
    Narrower      "narrower"    "action-narrower"     ["<"]                        TWO      false         false;
    Wider         "wider"       "action-wider"        [">"]                        TWO      false         false;
    Usual         "usual-split" "action-usual-split"  ["="]                        TWO      false         false;
    Down          "down"        "action-down"         ["j", "down"]                MOVING   false         false;
    Up            "up"          "action-up"           ["k", "up"]                  MOVING   false         false;
    First         "first"       "action-first"        ["g g", "home"]              MOVING   false         false;
    Last          "last"        "action-last"         ["G", "end"]                 MOVING   false         false;
    HalfDown      "half-down"   "action-half-down"    ["ctrl-d"]                   MOVING   false         false;
    HalfUp        "half-up"     "action-half-up"      ["ctrl-u"]                   MOVING   false         false;
    PageDown      "page-down"   "action-page-down"    ["ctrl-f", "pgdn"]           MOVING   false         false;
    PageUp        "page-up"     "action-page-up"      ["ctrl-b", "pgup"]           MOVING   false         false;
    ScrollDown    "scroll-down" "action-scroll-down"  ["J"]                        PANES    false         false;
    ScrollUp      "scroll-up"   "action-scroll-up"    ["K"]                        PANES    false         false;
    GoAgenda      "agenda"      "action-agenda"       ["1"]                        VIEWS    false         false;
    GoContacts    "contacts"    "action-contacts"     ["2"]                        VIEWS    false         false;
    GoCompanies   "companies"   "action-companies"    ["3"]                        VIEWS    false         false;
    GoCompany     "company"     "action-company"      ["g c"]                      SCREENS  false         false;
    GoFeedback    "all-feedback" "action-all-feedback"   ["4"]                        VIEWS    false         false;
    GoReports     "reports"     "action-reports"      ["5"]                        VIEWS    false         false;
    GoMonth       "month"       "action-month"        ["g k"]                      VIEWS    false         false;
    Today         "today"       "action-today"        ["T"]                        DAYS     true          false;
    Duplicates    "duplicates"  "action-duplicates"   ["g d"]                      SCREENS false         false;
    Copy          "copy"        "action-copy"         ["y"]                        SCREENS  false         false;
    OpenLink      "open-link"   "action-open-link"    ["o"]                        SCREENS  false         false;
    Consent       "consent"     "action-consent"      ["i"]                        SCREENS  false         true;
    BackUp        "back-up"     "action-back-up"      []                           SCREENS  false         true;
    Check         "check"       "action-check"        []                           SCREENS  false         false;
    Mended        "mended"      "action-mended"       ["g m"]                      SCREENS  false         false;
    Left          "left"        "action-left"         ["left", "h"]              ACROSS   false         false;
    Right         "right"       "action-right"        ["right", "l"]             ACROSS   false         false;
    LeaveOut      "leave-out"   "action-leave-out"    ["x"]                        BRINGING_IN true       false;
    TakeNew       "take-new"    "action-take-new"     ["n"]                        ROWS     true          false;
    TakeInto      "take-into"   "action-take-into"    ["m"]                        ROWS     true          false;
    TakeFile      "take-file"   "action-take-file"    ["t"]                        ROWS     true          false;
    KeepHere      "keep-here"   "action-keep-here"    ["o"]                        ROWS     true          false;
    ForAll        "for-all"     "action-for-all"      ["a"]                        ROWS     true          false;
    AsBefore      "as-before"   "action-as-before"    ["u"]                        BRINGING_IN true       false;
    TableColumns  "columns"     "action-columns"      ["e"]                        ROWS     true          false;
    ChangeColumn  "change-column" "action-change-column" ["space", "e"]            TABLE_COLUMNS true     false;
    SaveMapping   "save-mapping" "action-save-mapping" ["w"]                       TABLE_COLUMNS true     false;
    LoadMapping   "load-mapping" "action-load-mapping" ["l"]                       TABLE_COLUMNS true     false;
    Mouse         "mouse"       "action-mouse"        []                           SCREENS  false         false;
    Theme         "theme"       "action-theme"        ["g t"]                      SCREENS  false         false;
    Views         "views"       "action-views"        ["w"]                        VIEWED   false         false;
    Sort          "sort"        "action-sort"         ["S"]                        VIEWED   false         false;
    ListColumns   "list-columns" "action-list-columns" ["W"]                       VIEWED   false         false;
    Quit          "quit"        "action-quit"         ["q"]                        ANYWHERE false         false;
    ImportFirst   "import-first" "action-import"      ["i", "I"]                   FIRST    true          true;
    AddFirst      "add-first"   "action-add-first"    ["a"]                        FIRST    true          true;
    Demo          "demo"        "action-demo"         ["d"]                        FIRST    true          false;
    Help          "help"        "action-help"         ["?"]                        ANYWHERE true          false;
}

impl Action {
    /// Its line in the table.
    pub fn info(self) -> &'static Info {
        // The table is made from the same lines as the enum, so its place is the discriminant.
        &TABLE[self as usize]
    }

    /// The actions that apply in a place, in the table's order; where the store may only be read, those that change nothing.
    pub fn of(place: Place, read_only: bool) -> impl Iterator<Item = Self> {
        let applies = move |info: &&Info| info.places.contains(&place) && !(read_only && info.changes);
        TABLE.iter().filter(applies).map(|info| info.action)
    }
}
