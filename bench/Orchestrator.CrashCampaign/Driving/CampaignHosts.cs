namespace Orchestrator.CrashCampaign.Driving;

/// <summary>Starts what a campaign is about: hosts on one database, and the external system.</summary>
/// <param name="Folder">Where logs and files go.</param>
/// <param name="Database">The core database.</param>
/// <param name="NrmAddress">Where the external system listens.</param>
internal sealed record CampaignHosts(DirectoryInfo Folder, CampaignDatabase Database, string NrmAddress)
{
    internal ChildProcess StartNrm() =>
        ChildProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "NetworkResourceManager.dll"),
            Path.Combine(Folder.FullName, "nrm.log"),
            "--urls",
            NrmAddress,
            "--contentRoot",
            Folder.FullName,
            "--Nrm:Database",
            $"Data Source={Path.Combine(Folder.FullName, "nrm.db")}"
        );

    /// <param name="address">Where it listens.</param>
    /// <param name="failing">Of so many subscriptions the reconcile of one fails; 0 for none.</param>
    internal ChildProcess StartHost(string address, int failing = 0) =>
        ChildProcess.Start(
            typeof(CampaignHosts).Assembly.Location,
            Path.Combine(Folder.FullName, "host.log"),
            "host",
            "--urls",
            address,
            "--contentRoot",
            Folder.FullName,
            "--Nrm:BaseUrl",
            NrmAddress,
            "--Nrm:Failing",
            $"{failing}",
            "--Orchestrator:Provider",
            Database.Provider,
            "--Orchestrator:Database",
            Database.ConnectionString,
            "--Orchestrator:LeaseDuration",
            "00:00:02",
            "--Orchestrator:RecoveryInterval",
            "00:00:00.3"
        );
}
