// HubCommands
