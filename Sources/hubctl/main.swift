import Console
import HubCommands

CrashReports.prevent()
await HubProgram.program.run()
