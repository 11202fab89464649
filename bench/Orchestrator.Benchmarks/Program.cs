using Orchestrator.Benchmarks;

switch (args)
{
    case ["steps"]:
        await StepsBenchmark.RunAsync();
        break;
    case ["engine", .. var server]:
        await EngineBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["bulk"]:
        await BulkBenchmark.RunAsync();
        break;
    case ["http"]:
        await HttpStartsBenchmark.RunAsync();
        break;
    case ["parked"]:
        await ParkedBenchmark.RunAsync();
        break;
    case ["list", .. var server]:
        await ListBenchmark.RunAsync(server.FirstOrDefault());
        break;
    case ["cold"]:
        await ColdStartBenchmark.RunAsync();
        break;
    case ["child", var kind, var url, var database]:
        await ColdStartBenchmark.RunChildAsync(kind, url, database);
        break;
    default:
        Console.Error.WriteLine("Say what to measure: 'steps', 'engine [connection string of a PostgreSQL server]', 'http', 'bulk', 'parked', 'list [connection string of a PostgreSQL server]' or 'cold'.");
        return 2;
}

return 0;
