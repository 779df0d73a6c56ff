-- By which building of which estate an order is found at a desk, which sees as much of a door; the building itself stays
-- encrypted. Orders from before get theirs when the program starts.
ALTER TABLE orders ADD COLUMN building_hash TEXT;
CREATE INDEX orders_building ON orders (building_hash, placed_at);

-- The notices of one order together.
CREATE INDEX notifications_order ON notifications (community, number, created_at);
