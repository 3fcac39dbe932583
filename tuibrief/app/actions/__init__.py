"""What the commands do: one file a group of the registry (`tuibrief.app.commands`), each function ``(desk, call) ->
None``.
"""
