//! What is written reads back the same, whatever stands in the record.
