-- The verdicts take the place of what was known of the candidates. Of a segment that is built anew nothing was known.
CREATE TABLE segment_changes AS
SELECT COALESCE(v.segment_id, s.segment_id) AS segment_id, COALESCE(v.user_id, s.user_id) AS user_id,
  s.entered_at AS entered_before, v.entered_at, v.as_of
FROM segment_verdicts AS v
FULL JOIN (
  SELECT segment_id, user_id, entered_at FROM ${raw}.segment_states
  WHERE user_id IN (SELECT user_id FROM segment_candidates)) AS s
  ON s.segment_id = v.segment_id AND s.user_id = v.user_id
WHERE v.entered_at IS DISTINCT FROM s.entered_at;

DELETE FROM ${raw}.segment_states WHERE user_id IN (SELECT user_id FROM segment_candidates);

INSERT INTO ${raw}.segment_states SELECT segment_id, user_id, entered_at, changes_at FROM segment_verdicts;
