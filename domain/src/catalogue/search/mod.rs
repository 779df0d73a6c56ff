//! Finding a service by what people type.
