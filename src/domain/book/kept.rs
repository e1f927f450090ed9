//! The kinds of records that a book has tables of.

use std::ops::Range;
use std::sync::Arc;

use super::image::Image;
use super::table::Kept;
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId};
use crate::domain::row::Row;

macro_rules! kept {
    ($($record:ident $id:ident: $count:ident $ids:ident)*) => {$(
        impl Kept for $record {
            type Id = $id;

            fn id(&self) -> $id {
                self.id
            }

            fn count(image: &dyn Image) -> usize {
                image.counts().$count
            }

            fn ids(image: &dyn Image) -> Arc<[$id]> {
                image.$ids()
            }

            fn read(image: &dyn Image, places: Range<usize>) -> Vec<Self> {
                image.$count(places)
            }
        }
    )*};
}

kept! {
    Row ContactId: contacts contact_ids
    Company CompanyId: companies company_ids
    FollowUp FollowUpId: follow_ups follow_up_ids
    Feedback FeedbackId: feedback feedback_ids
}
