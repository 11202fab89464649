using NetworkResourceManager;

await NetworkResourceManagerApp.Build(args).RunAsync();
