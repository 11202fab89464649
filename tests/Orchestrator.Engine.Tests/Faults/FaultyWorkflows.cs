using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;
using Orchestrator.Catalog;

namespace Orchestrator.Tests.Faults;

/// <summary>
/// Workflows every part of which throws when it is told to. Bound by hand, as the build would emit it, so that no other host of the tests
/// has them.
/// </summary>
internal static class FaultyWorkflows
{
    internal const string Innocent = "innocent";

    /// <summary>What is built once in the life of a host, once for each of the exceptions that a test throws from it.</summary>
    internal static string Once(string workflow, string exception) => $"{workflow} ({exception})";

    internal static void Register(IOrchestratorBuilder builder, IEnumerable<string> exceptions)
    {
        builder.Services.AddScoped<FaultyService>();
        builder.Services.AddScoped<FaultyAsyncService>();
        builder.Catalog.AddRegistry(
            nameof(FaultyWorkflows),
            catalog =>
            {
                Faulty.Describe(catalog);
                FaultyResource.Register(catalog);
                FaultyResourceSet.Register(catalog);
                catalog.AddCreate(
                    "create_faulty",
                    "Create faulty",
                    [typeof(Faulty)],
                    static () =>
                        StepList.Of(
                            new MethodStep(Construct),
                            new StoreProcessSubscriptionStep(),
                            new MethodStep(Reload),
                            new ResourceStep(typeof(FaultyResource), ResourceAction.Apply),
                            new ResourceStep(typeof(FaultyResource), ResourceAction.Remove),
                            new ResourceStep(typeof(FaultyResourceSet), ResourceAction.Apply)
                        )
                );
                catalog.Steps.AddClass(typeof(FaultyWorkflows), nameof(FaultyWorkflows), Bind);
                AddPlain(catalog, Innocent, new MethodStep(Rest));
                AddPlain(catalog, "faulty_step", new MethodStep(Work));
                AddPlain(catalog, "failing", new MethodStep(Fail));
                AddPlain(
                    catalog,
                    "faulty_condition",
                    new ConditionalStep(static _ => Fault.Hit("Workflow.Conditional(condition)", true), new MethodStep(Rest))
                );
                AddPlain(catalog, "faulty_value", new MethodStep(GiveValue), new MethodStep(TakeValue));
                AddPlain(catalog, "faulty_service", new MethodStep(Serve));
                AddPlain(
                    catalog,
                    "faulty_callback",
                    new CallbackStep("call", "Call", new MethodStep(Rest), new MethodStep(CheckResult)) { Timeout = TimeSpan.MaxValue }
                );
                AddPlain(catalog, "faulty_token", new MethodStep(Linger));
                AddPlain(catalog, "faulty_input", new MethodStep(Ask));
                catalog.AddPlain("faulty_form", Target.System, "Faulty form", [], static () => Plain(new MethodStep(Rest)), AskFirst);
                foreach (var exception in exceptions)
                {
                    catalog.AddPlain(
                        Once("faulty_steps", exception),
                        Target.System,
                        "Faulty steps",
                        [],
                        static () => Fault.Hit("WorkflowDescriptor(Steps)", Plain(new MethodStep(Rest)))
                    );
                }
            }
        );
    }

    /// <summary>A class whose steps cannot be registered, one for each exception: what is registered once stays so.</summary>
    internal static void RegisterClass(IOrchestratorBuilder builder, string exception, Action method)
    {
        builder.Catalog.Steps.AddClass(
            method.Method.DeclaringType!,
            method.Method.DeclaringType!.Name,
            steps =>
            {
                Fault.Hit("StepBindings.AddClass(register)");
                steps.Add(method.Method.Name, method.Method.Name, static _ => new(new StepOutput()));
            }
        );
        AddPlain(builder.Catalog, Once("faulty_class", exception), new MethodStep(method));
    }

    private static void AddPlain(CatalogBuilder catalog, string name, params Step[] steps) =>
        catalog.AddPlain(name, Target.System, name, [], () => Plain(steps));

    private static StepList Plain(params Step[] steps) =>
        StepList.Of([new BoundaryStep(IsLast: false), .. steps, new BoundaryStep(IsLast: true)]);

    private static void Bind(StepClass steps)
    {
        Add(Rest, static _ => new());
        Add(Work, static _ => Fault.Hit("StepBody", new StepOutput()));
        Add(Fail, static _ => throw new InvalidOperationException("It always fails."));
        Add(GiveValue, static call => call.Output().Set("value", new FaultyValue(7)));
        Add(TakeValue, static call => call.Output().Set("number", call.Value<FaultyValue>("value").Number));
        Add(CheckResult, static call => Fault.Hit("CallbackStep(Validate)", call.Output()));
        Add(Construct, static call => call.Output().Save(Faulty.Create(call.Value<Guid>("product"))));
        Add(
            Serve,
            static call =>
            {
                _ = (call.Service<FaultyService>(), call.Service<FaultyAsyncService>());
                return call.Output();
            }
        );
        steps.Add(
            nameof(Reload),
            nameof(Reload),
            static async call =>
            {
                var faulty = await call.SubscriptionAsync<Faulty>();
                faulty.Block.Spare.Size++;
                return call.Output().Save(faulty);
            }
        );
        steps.Add(
            nameof(Linger),
            nameof(Linger),
            static async call =>
            {
                using var registration = call.CancellationToken.Register(static () => Fault.Hit("CancellationToken.Register"));
                Entered.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, call.CancellationToken);
                return call.Output();
            }
        );
        steps.AddInput(
            nameof(Ask),
            nameof(Ask),
            nameof(Ask),
            Assignee.Noc,
            static async call =>
            {
                Fault.Hit("StepClass.AddInput(form)");
                return call.Output().Set("answer", (await call.Form.AskAsync<FaultyPage>()).Answer);
            }
        );

        void Add(Action method, Func<StepCall, StepOutput> body) =>
            steps.Add(method.Method.Name, method.Method.Name, call => new(body(call)));
    }

    /// <summary>Is released each time that the step begins that continues until it is told to stop.</summary>
    internal static SemaphoreSlim Entered { get; } = new(0);

    private static async ValueTask<StepOutput> AskFirst(FormCall call)
    {
        Fault.Hit("FormBody");
        _ = (call.Service<FaultyService>(), call.Service<FaultyAsyncService>());
        var page = await call.Form.AskLastAsync<FaultyPage>(static page => Fault.Hit("FormSession.AskLastAsync(fill)", page));
        return call.Output().Set("answer", page.Answer);
    }

    // A step is known by its method; what it does is what it is bound to.
    private static void Rest() { }

    private static void Work() { }

    private static void Fail() { }

    private static void GiveValue() { }

    private static void TakeValue() { }

    private static void CheckResult() { }

    private static void Construct() { }

    private static void Reload() { }

    private static void Serve() { }

    private static void Linger() { }

    private static void Ask() { }
}
