import HubCommands

await HubProgram.program.run()
