-- For wrk: sends the requests of a file, each line "METHOD path body" with tabs between; headers come from the command line.
-- usage: wrk -s requests.lua URL -- FILE THREADS once|again      (once: each line is sent one time, then the thread ends)
local threads = 0

function setup(thread)
	thread:set("number", threads)
	threads = threads + 1
end

function init(args)
	local line_number, of = 0, tonumber(args[2])

	again = args[3] == "again"
	prepared = {}
	at = 0
	for line in io.lines(args[1]) do
		if line_number % of == number then
			local method, path, body = line:match("^(%S+)\t(%S+)\t?(.*)$")

			prepared[#prepared + 1] = wrk.format(method, path, nil, body ~= "" and body or nil)
		end
		line_number = line_number + 1
	end
end

function request()
	at = at + 1
	if at > #prepared then
		at = again and 1 or #prepared
		if not again then
			wrk.thread:stop()
		end
	end
	return prepared[at]
end
