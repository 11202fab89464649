using Orchestrator.Benchmarks;

switch (args)
{
    case ["steps"]:
        await StepsBenchmark.RunAsync();
        break;
    case ["start", var project, var self]:
        await HostStartBenchmark.RunAsync(project, self);
        break;
    case ["empty", .. var rest]:
        await HostStartBenchmark.RunEmptyAsync(rest);
        break;
    default:
        Console.Error.WriteLine("Say what to measure: 'steps', or 'start samples/ExampleOrchestrator bench/Orchestrator.Benchmarks'.");
        return 2;
}

return 0;
