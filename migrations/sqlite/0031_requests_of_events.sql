-- What is done to an order is known again by the form that did it: sent twice, it finds its own event.
ALTER TABLE order_events ADD COLUMN request TEXT;
