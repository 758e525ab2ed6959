import Console
import HubCommands

await HubProgram.program.run()
