//! A district to look at.
