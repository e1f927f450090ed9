//! The kinds of records that a book has tables of.

use std::ops::Range;

use super::image::{Held, Image};
use super::table::Kept;
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId};
use crate::domain::row::Row;

macro_rules! kept {
    ($($record:ident $id:ident: $held:ident $count:ident)*) => {$(
        impl Kept for $record {
            type Id = $id;
            const HELD: Held = Held::$held;

            fn id(&self) -> $id {
                self.id
            }

            fn count(image: &dyn Image) -> usize {
                image.counts().$count
            }

            fn read(image: &dyn Image, places: Range<usize>) -> Vec<Self> {
                image.$count(places)
            }
        }
    )*};
}

kept! {
    Row ContactId: Contacts contacts
    Company CompanyId: Companies companies
    FollowUp FollowUpId: FollowUps follow_ups
    Feedback FeedbackId: Feedback feedback
}
