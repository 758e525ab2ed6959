// HubLogs
