using System.Globalization;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>What the command line says.</summary>
/// <param name="Kills">How often the host is killed.</param>
/// <param name="Clients">How many clients make load.</param>
/// <param name="Seed">Repeats the choices of a run.</param>
/// <param name="Subscriptions">How many a campaign of a bulk reconcile is about.</param>
/// <param name="Failing">Of how many of them the reconcile of one fails.</param>
/// <param name="Provider">The kind of database.</param>
/// <param name="Database">Its connection string; null for a new SQLite file in a temporary folder.</param>
internal sealed record CampaignOptions(int Kills, int Clients, int Seed, int Subscriptions, int Failing, string Provider, string? Database)
{
    internal static CampaignOptions Parse(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        int Number(string name, int otherwise) => given[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new(
            Number("kills", 200),
            Number("clients", 6),
            Number("seed", Environment.TickCount),
            Number("subscriptions", 500),
            Number("failing", 25),
            given["provider"] ?? "Sqlite",
            given["database"]
        );
    }
}
