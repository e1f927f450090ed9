# English. Keys are grouped by where they are said; each group has its own prefix.

## Screens
screen-agenda = Agenda
screen-contacts = Contacts
