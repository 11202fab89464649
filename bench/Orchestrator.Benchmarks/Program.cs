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
    case ["start", var project, var self]:
        await HostStartBenchmark.RunAsync(project, self);
        break;
    case ["empty", .. var rest]:
        await HostStartBenchmark.RunEmptyAsync(rest);
        break;
    default:
        Console.Error.WriteLine("Say what to measure: 'steps', 'engine [connection string of a PostgreSQL server]', 'http', 'bulk', 'parked', or 'start samples/ExampleOrchestrator bench/Orchestrator.Benchmarks'.");
        return 2;
}

return 0;
