-- Snowflake's functions and casts where DuckDB's differ. An error carries Snowflake's code and state.
-- A macro repeats what it is given wherever it names it, and macros within macros repeat that again: a list of one, whose
-- element a lambda names, keeps what DuckDB has to plan small.
CREATE MACRO sf_fail(code, state, message) AS error('sf:' || code || ':' || state || ':' || message);

CREATE MACRO sf_now() AS CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP);

-- The text of a value, of a VARIANT that of what it holds.
CREATE MACRO sf_plain(x) AS list_transform([x], lambda plain:
  CASE WHEN typeof(plain) = 'JSON' THEN json_extract_string(CAST(plain AS VARCHAR), '$') ELSE CAST(plain AS VARCHAR) END)[1];

-- 1.0 is 1, and exponents have two digits at least, as C writes them.
CREATE MACRO sf_float_text(x) AS
  CASE CAST(x AS VARCHAR)
    WHEN 'nan' THEN 'NaN'
    ELSE regexp_replace(regexp_replace(CAST(x AS VARCHAR), '\.0$', ''), '\.0e', 'e')
  END;

CREATE MACRO sf_to_text(x) AS list_transform([x], lambda told:
  CASE typeof(told)
    WHEN 'TIMESTAMP' THEN strftime(TRY_CAST(CAST(told AS VARCHAR) AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g')
    WHEN 'DOUBLE' THEN sf_float_text(told)
    WHEN 'JSON' THEN json_extract_string(CAST(told AS VARCHAR), '$')
    ELSE CAST(told AS VARCHAR)
  END)[1];

CREATE MACRO sf_try_text(x) AS sf_to_text(x);

CREATE MACRO sf_numeric(t) AS
  regexp_full_match(t, '\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*');

CREATE MACRO sf_boolean_number(t) AS CASE t WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE t END;

CREATE MACRO sf_number_text(x) AS list_transform([x], lambda counted:
  CASE
    WHEN typeof(counted) = 'BOOLEAN' THEN sf_boolean_number(CAST(counted AS VARCHAR))
    WHEN typeof(counted) = 'JSON' THEN json_extract_string(CAST(counted AS VARCHAR), '$')
    ELSE CAST(counted AS VARCHAR)
  END)[1];

CREATE MACRO sf_text_number(t) AS CASE WHEN sf_numeric(t) THEN TRY_CAST(t AS HUGEINT) END;

CREATE MACRO sf_try_number(x) AS list_transform([sf_number_text(x)], lambda tried: sf_text_number(tried))[1];

CREATE MACRO sf_to_number(x) AS list_transform([sf_number_text(x)], lambda read:
  CASE
    WHEN read IS NULL THEN NULL
    WHEN NOT sf_numeric(read)
      THEN sf_fail('100038', '22018', 'Numeric value ''' || read || ''' is not recognized')
    WHEN sf_text_number(read) IS NULL
      THEN sf_fail('100039', '22003', 'Numeric value ''' || read || ''' is out of range')
    ELSE sf_text_number(read)
  END)[1];

CREATE MACRO sf_text_float(t) AS
  CASE
    WHEN sf_numeric(t) OR lower(trim(t)) IN ('nan', 'inf', '-inf', 'infinity', '-infinity')
      THEN TRY_CAST(t AS DOUBLE)
  END;

CREATE MACRO sf_try_float(x) AS list_transform([sf_number_text(x)], lambda tried: sf_text_float(tried))[1];

CREATE MACRO sf_to_float(x) AS list_transform([sf_number_text(x)], lambda read:
  CASE
    WHEN read IS NULL THEN NULL
    WHEN sf_text_float(read) IS NULL
      THEN sf_fail('100038', '22018', 'Numeric value ''' || read || ''' is not recognized')
    ELSE sf_text_float(read)
  END)[1];

CREATE MACRO sf_text_boolean(t) AS
  CASE
    WHEN lower(trim(t)) IN ('true', 't', 'yes', 'y', 'on', '1') THEN true
    WHEN lower(trim(t)) IN ('false', 'f', 'no', 'n', 'off', '0') THEN false
  END;

CREATE MACRO sf_try_boolean(x) AS list_transform([sf_plain(x)], lambda tried: sf_text_boolean(tried))[1];

CREATE MACRO sf_to_boolean(x) AS list_transform([sf_plain(x)], lambda read:
  CASE
    WHEN read IS NULL THEN NULL
    WHEN sf_text_boolean(read) IS NULL
      THEN sf_fail('100037', '22018', 'Boolean value ''' || read || ''' is not recognized')
    ELSE sf_text_boolean(read)
  END)[1];

-- An offset is dropped, not reckoned with.
CREATE MACRO sf_wall_clock(t) AS regexp_replace(t, '(:[0-9.]+) ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$', '\1');

CREATE MACRO sf_try_timestamp_ntz(x) AS TRY_CAST(sf_wall_clock(sf_plain(x)) AS TIMESTAMP);

CREATE MACRO sf_without_zone(x) AS
  CASE
    WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE'
      THEN sf_fail('000002', '0A000', 'Unsupported feature: a TIMESTAMP_TZ outside of CONVERT_TIMEZONE')
    ELSE CAST(x AS VARCHAR)
  END;

CREATE MACRO sf_to_timestamp_ntz(x) AS list_transform([x], lambda timed:
  list_transform([CASE WHEN typeof(timed) = 'JSON' THEN sf_plain(timed) ELSE sf_without_zone(timed) END], lambda read:
    CASE
      WHEN read IS NULL THEN NULL
      WHEN TRY_CAST(sf_wall_clock(read) AS TIMESTAMP) IS NULL
        THEN sf_fail('100035', '22007', 'Timestamp ''' || read || ''' is not recognized')
      ELSE TRY_CAST(sf_wall_clock(read) AS TIMESTAMP)
    END)[1])[1];

CREATE MACRO sf_to_timestamp_tz(x) AS list_transform([sf_plain(x)], lambda read:
  CASE
    WHEN read IS NULL THEN NULL
    WHEN TRY_CAST(read AS TIMESTAMPTZ) IS NULL
      THEN sf_fail('100035', '22007', 'Timestamp ''' || read || ''' is not recognized')
    ELSE TRY_CAST(read AS TIMESTAMPTZ)
  END)[1];

CREATE MACRO sf_format(x, format) AS strftime(x, format);

CREATE MACRO sf_to_variant(x) AS CASE WHEN typeof(x) = 'JSON' THEN CAST(CAST(x AS VARCHAR) AS JSON) ELSE to_json(x) END;

CREATE MACRO sf_pointer(k) AS '/' || replace(replace(CAST(k AS VARCHAR), '~', '~0'), '/', '~1');

CREATE MACRO sf_variant(x) AS list_transform([x], lambda varied:
  CASE WHEN typeof(varied) IN ('JSON', '"NULL"', 'NULL') THEN CAST(CAST(varied AS VARCHAR) AS JSON)
    ELSE sf_fail('001044', '42P13', 'Invalid argument types for function: a VARIANT is wanted, not ' || typeof(varied))
  END)[1];

CREATE MACRO sf_get(x, k) AS json_extract(sf_variant(x), sf_pointer(k));

CREATE MACRO sf_try_parse_json(t) AS CASE WHEN json_valid(t) THEN CAST(t AS JSON) END;

CREATE MACRO sf_parse_json(t) AS
  CASE
    WHEN t IS NULL OR trim(t) = '' THEN NULL
    WHEN NOT json_valid(t) THEN sf_fail('100069', '22P02', 'Error parsing JSON: ' || t)
    ELSE CAST(t AS JSON)
  END;

CREATE MACRO sf_object_keys(x) AS to_json(json_keys(sf_variant(x)));

CREATE MACRO sf_to_json(x) AS CAST(sf_variant(x) AS VARCHAR);

CREATE MACRO sf_is_null_value(x) AS json_type(sf_variant(x)) = 'NULL';

CREATE MACRO sf_entries(x) AS
  CASE json_type(sf_variant(x))
    WHEN 'OBJECT' THEN list_transform(json_keys(sf_variant(x)),
      lambda k: {'k': k, 'i': CAST(NULL AS HUGEINT), 'v': json_extract(sf_variant(x), sf_pointer(k))})
    WHEN 'ARRAY' THEN list_transform(range(CAST(json_array_length(sf_variant(x)) AS BIGINT)),
      lambda n: {'k': CAST(NULL AS VARCHAR), 'i': CAST(n AS HUGEINT), 'v': json_extract(sf_variant(x), n)})
  END;

-- Times are not taken from each other.
CREATE MACRO sf_minus(a, b) AS
  CASE
    WHEN typeof(a) = 'TIMESTAMP' OR typeof(b) = 'TIMESTAMP'
      THEN sf_fail('001065', '42883', 'Function - does not support argument types: TIMESTAMP_NTZ, TIMESTAMP_NTZ')
    ELSE a - b
  END;

-- A bind that came by the driver's stage; its times have nine digits and a zone.
CREATE MACRO sf_staged(t) AS
  regexp_replace(t, '^(-?[0-9]{4,}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6})[0-9]{3} Z$', '\1');
