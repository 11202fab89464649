using System.Globalization;
using Orchestrator.Benchmarks;

switch (args)
{
    case ["steps"]:
        await StepsBenchmark.RunAsync();
        break;
    case ["comparison"]:
        ComparisonBenchmark.Run();
        break;
    case ["checks", .. var server]:
        await CheckBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["engine", .. var server]:
        await EngineBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["bulk", var count, .. var server]
        when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var subscriptions):
        await BulkBenchmark.RunAsync(subscriptions, server.FirstOrDefault());
        break;
    case ["bulk", .. var server]:
        await BulkBenchmark.RunAsync(BulkBenchmark.Usual, server.FirstOrDefault());
        break;
    case ["http", .. var server]:
        await HttpStartsBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["parked", .. var server]:
        await ParkedBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["recovery", var count, .. var server]
        when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var processes):
        await RecoveryBenchmark.RunAsync(processes, server.FirstOrDefault());
        break;
    case ["recovery", .. var server]:
        await RecoveryBenchmark.RunAsync(RecoveryBenchmark.Usual, server.FirstOrDefault());
        break;
    case ["list", .. var server]:
        await ListBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["search", .. var server]:
        await SearchBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["facets", .. var server]:
        await FacetBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["load", var rows, var seconds, .. var server]
        when int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var loadRows)
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var loadSeconds):
        await LoadBenchmark.RunAsync(loadRows, loadSeconds, server.FirstOrDefault());
        break;
    case ["load", .. var server]:
        await LoadBenchmark.RunAsync(LoadBenchmark.UsualRows, LoadBenchmark.UsualSeconds, server.FirstOrDefault());
        break;
    case ["cold", .. var server]:
        await ColdStartBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["edits", .. var generator]:
        EditBenchmark.Run(generator.FirstOrDefault());
        break;
    case ["child", var kind, var url, var provider, var database]:
        await ColdStartBenchmark.RunChildAsync(kind, url, provider, database);
        break;
    default:
        Console.Error.WriteLine(
            "Say what to measure: 'steps', 'edits', 'comparison', 'checks', 'engine', 'http', 'bulk', 'parked', 'recovery', "
                + "'list', 'search', 'facets', 'load' or 'cold'; after each but the first three, the connection string of a "
                + "PostgreSQL server measures that too, and after 'edits' the path of a generator measures that one."
        );
        return 2;
}

return 0;
