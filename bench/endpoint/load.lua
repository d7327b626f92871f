-- For wrk: sends the targets of a file in turn, each time with a number and a client address that no request had before.
-- Arguments: the file; the number before the first; seconds at the start that do not count, or 0 to count everything.
-- Prints what wrk counted as JSON, on the last line.

local MARK = "__N__"
local targets, number, from, tail = {}, 0, 0, ""

local function read_targets(path)
  for line in io.lines(path) do
    local start, stop = line:find(MARK, 1, true)
    local before, after = line, ""
    if start then before, after = line:sub(1, start - 1), line:sub(stop + 1) end
    table.insert(targets, { "GET " .. before, after .. " HTTP/1.1\r\n", start ~= nil })
  end
end

local function make_clock()
  local ffi = require("ffi")
  ffi.cdef("typedef struct { long seconds, nanoseconds; } moment; int clock_gettime(int, moment *);")
  local now = ffi.new("moment")
  return function()
    ffi.C.clock_gettime(1, now)
    return tonumber(now.seconds) + tonumber(now.nanoseconds) * 1e-9
  end
end

-- With long queries, those under way at the end of a round weigh: what counts is the time from one answer to the last.
local function count_from(settle)
  local clock = make_clock()
  local start = clock()
  answers, first, last = -1, 0, 0
  function response(status)
    if clock() - start < settle then return end
    if answers < 0 then first = clock() end
    if status < 400 or answers < 0 then answers = answers + 1 end
    last = clock()
  end
end

function init(arguments)
  read_targets(arguments[1])
  number = tonumber(arguments[2])
  for name, value in pairs(wrk.headers) do tail = tail .. name .. ": " .. value .. "\r\n" end
  if tonumber(arguments[3]) > 0 then count_from(tonumber(arguments[3])) end
end

function request()
  number = number + 1
  local target = targets[number % #targets + 1]
  local high, middle, low = number / 65536 % 256, number / 256 % 256, number % 256
  local address = string.format("X-Forwarded-For: 10.%d.%d.%d\r\n\r\n", high, middle, low)
  return target[1] .. (target[3] and string.format("%d", number) or "") .. target[2] .. tail .. address
end

function setup(thread) worker = thread end

function done(summary, latency)
  local errors = summary.errors
  local failed = math.max(errors.status, errors.read) + errors.connect + errors.write + errors.timeout
  local all, seconds = summary.requests - errors.status, summary.duration * 1e-6
  local good = all
  if worker:get("answers") then
    good, seconds = math.max(worker:get("answers"), 0), worker:get("last") - worker:get("first")
  end
  io.write(string.format(
    '\n{"answers": %d, "all_answers": %d, "failed": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "bytes": %d}\n',
    good, all, failed, seconds, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.bytes))
end
