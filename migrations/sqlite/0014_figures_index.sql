-- The orders behind a figure of an office or the district, newest first, without reading all of them.
CREATE INDEX orders_newest ON orders (placed_at, number);
