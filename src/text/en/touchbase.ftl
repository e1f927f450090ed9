# English. Keys are grouped by where they are said; each group has its own prefix.

## Screens
screen-agenda = Agenda
screen-contacts = Contacts

## Actions: a word for the footer, a line for the help
action-log = log
    .help = Log what happened with the selected or marked
action-follow-up = follow-up
    .help = New follow-up
action-feedback = feedback
    .help = New feedback: praise, complaint, wish
action-snooze = snooze
    .help = Snooze: hide until a day
action-done = done
    .help = Done: follow-up, complaint resolved, congratulated
action-filter = find
    .help = Filter this list as you type
action-note = note
    .help = New note
action-off = off
    .help = Off the agenda: today, until a day, no rhythm, do not contact, former, archive
action-log-other = log other
    .help = Log for someone else: pick or create, then the line
action-open = open
    .help = Open
action-back = back
    .help = Peel one layer: pop-up (draft kept), field, filter, marks, back; never quits
action-add = add
    .help = Add a contact
action-edit = edit
    .help = Edit the contact
action-move = move
    .help = Move an interaction to another person, or add a person to it
action-delete = delete
    .help = Delete; with history archive is offered first
action-import = import
    .help = Import contacts from a file
action-undo = undo
    .help = Take the last back
action-redo = redo
    .help = Do again what was taken back
action-mark = mark
    .help = Mark and go down; verbs then act on all marked
action-mark-range = mark range
    .help = Mark a range
action-next-pane = next pane
    .help = Next pane; verbs act on what is focused there
action-previous-pane = previous pane
    .help = Previous pane
action-down = down
    .help = Down
action-up = up
    .help = Up
action-first = first
    .help = To the first
action-last = last
    .help = To the last
action-half-down = half down
    .help = Half a page down
action-half-up = half up
    .help = Half a page up
action-page-down = page down
    .help = A page down
action-page-up = page up
    .help = A page up
action-scroll-down = scroll down
    .help = Scroll the briefing down; in a record: the next one
action-scroll-up = scroll up
    .help = Scroll the briefing up; in a record: the previous one
action-agenda = agenda
    .help = Agenda
action-contacts = contacts
    .help = Contacts
action-copy = copy
    .help = Copy a mail address or phone number
action-quit = quit
    .help = Back; on the agenda quit
action-help = help
    .help = Help: all keys of this screen
## Days
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
day-of-year = { $day } { $month }
day-with-year = { $day } { $month } { $year }
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-ahead = in { $days } d
day-ago = { $days } d ago
day-late = { $days } d late
span-days = { $count } d
span-weeks = { $count } w
span-months = { $count } m
span-years = { $count } y
span-every = every { $span }

## Names of things
kind-call = call
kind-mail = mail
kind-meeting = meeting
kind-video = video
kind-chat = chat
kind-visit = visit
kind-letter = letter
kind-social = social
kind-event = event
kind-note = note
direction-in = in
direction-out = out
outcome-reached = reached
outcome-no-answer = no answer
outcome-left-message = left message
stage-lead = lead
stage-occasional = occasional
stage-regular = regular
stage-key = key
stage-dormant = dormant
stage-former = former
tier-named = tier { $tier }
form-du = du
form-sie = Sie
channel-phone = phone
channel-mail = mail
channel-video = video
channel-chat = chat
channel-visit = visit
channel-letter = letter
channel-social = social
consent-given = given
consent-withdrawn = withdrawn
consent-unknown = unknown
feedback-praise = praise
feedback-complaint = complaint
feedback-wish = wish
feedback-survey = survey
feedback-open = open
feedback-acknowledged = acknowledged
feedback-resolved = resolved
follow-up-open = open
follow-up-done = done
follow-up-cancelled = cancelled
follow-up-untitled = follow-up
section-now = Now
section-rhythm = Rhythm
section-next = { $days ->
    [one] Next day
   *[other] Next { $days } days
}
section-touched = Touched today

## Reasons on the agenda
reason-complaint = complaint
reason-complaint-text = complaint: { $text }
reason-birthday = birthday
reason-birthday-age = birthday ({ $age })
reason-birthday-missed = { $birthday }, was { $day }
reason-retry = { $outcome } { $day }, try again
reason-retry-instead = { $outcome } { $tries } times, try { $channel } instead
reason-rhythm-last = { $every }, last { $kind } { $day }
reason-rhythm-never = { $every }, never touched

## What a set did
label-add = Added { $who }
label-edit = Changed { $who }
label-delete = Deleted { $who }
label-archive = Archived { $who }
label-log = Logged for { $who }
label-note = Noted for { $who }
label-follow-up = Follow-up for { $who }
label-feedback = Feedback from { $who }
label-done = Done for { $who }
label-snooze = Snoozed { $who }
label-off = Taken off the agenda: { $who }
label-rhythm = Rhythm set for { $who }
label-tag = Tags changed for { $who }
label-pin = Pinned for { $who }
label-move = Moved { $who }
label-merge = Merged { $who }
label-consent = Consent noted for { $who }
label-import = Imported { $who }
label-sample = Sample data
label-and-more = { $names } and { $more } more
label-records = { $count ->
    [one] 1 record
   *[other] { $count } records
}

## Errors
error-config-unreadable = can't read the configuration { $path }: { $reason }
error-config-syntax = the configuration { $path }, line { $line }, is no TOML: { $reason }
error-config-key = the configuration { $path }, line { $line }, has an unknown key "{ $key }"
error-config-value = the configuration { $path }, line { $line }: { $value } is no value for "{ $key }"
hint-config-keys = The keys are { $keys }.
hint-config-values = It takes { $values }.
hint-did-you-mean = Did you mean "{ $near }"?
error-store-io = can't use { $path }: { $reason }
hint-store-io = Another place for the store is named with --store or TOUCHBASE_STORE.
error-store-full = no room on the disk for { $path }; nothing was changed
hint-store-full = Free some room and try again.
error-store-open = { $path } is open to others
hint-store-open = Mend it with: { $mend }
error-store-newer = { $path } was written by touchbase { $version }, this is { $own }; nothing was touched
hint-store-newer = Use the newer touchbase for this store.
error-store-damaged = { $path } is damaged: { $what }
hint-store-damaged = Nothing was changed. Keep a copy of the whole directory before anything else.
error-store-busy = the full history is held by process { $pid } on { $terminal }
hint-store-busy = Try again, or end that session first.
error-store-changed = this was changed meanwhile by somebody else
hint-store-changed = Nothing was saved. Look at it again and repeat.
error-undo-nothing = there is nothing to take back
error-undo-no-such = there is no set { $set }
error-undo-already = set { $set } is taken back already
error-undo-since = "{ $label }" can't be taken back: set { $by } changed the same since
hint-undo-since = Take that one back first: touchbase undo { $by }
error-store-read-only = this session can only read: a save failed and could not be taken back
hint-store-read-only = Look at the disk, then start touchbase again.
reason-not-found = there is no such file
reason-permission = permission denied
reason-directory = it is a directory
reason-not-directory = it is no directory
reason-read-only = the file system is read-only
reason-not-text = it is no text in UTF-8
