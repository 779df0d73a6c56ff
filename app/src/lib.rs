//! What people see: pages, islands, server functions.
//!
//! Pages are rendered by the server, whole, as plain links and forms. Islands are the few parts that
//! react in the browser; only they are compiled for it. Folders are cut by the same capabilities as
//! those of `domain` and `backend`.
//!
//! A page waits and fails through `page`, a form is taken by `form::answer`, what a request knows
//! stands in `context`, addresses are made by [`paths`].

#![allow(missing_docs, reason = "the structs that #[server] makes have fields without docs")]

pub mod answer;
pub mod live;
pub mod paths;
pub mod suggest;

#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod areas;
#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod catalogue;
#[cfg(feature = "ssr")]
pub mod clocks;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod elder;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod happenings;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod messages;
#[cfg(feature = "ssr")]
pub mod nav;
#[cfg(feature = "ssr")]
pub mod notifications;
#[cfg(feature = "ssr")]
pub mod offline;
#[cfg(feature = "ssr")]
pub mod orders;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod photos;
#[cfg(feature = "ssr")]
pub mod posters;
#[cfg(feature = "ssr")]
pub mod qr;
#[cfg(feature = "ssr")]
pub mod recurring;
#[cfg(feature = "ssr")]
pub mod reports;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod return_visits;
#[cfg(feature = "ssr")]
pub mod scripts;
#[cfg(feature = "ssr")]
pub mod star_rating;
#[cfg(feature = "ssr")]
pub mod surveys;
#[cfg(feature = "ssr")]
pub mod tag_tone;
#[cfg(feature = "ssr")]
pub mod telephones;
#[cfg(feature = "ssr")]
pub mod verbatim;
