using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>What an author gives a workflow: its steps, forms and the services that they take.</summary>
internal static class WorkflowExtensionPoints
{
    private static readonly object Answered = new { answer = "yes" };

    internal static IReadOnlyDictionary<string, ExtensionPointRow> Rows { get; } =
        new Dictionary<string, ExtensionPointRow>
        {
            ["a step"] = new(
                [
                    "StepBody",
                    "StepClass.Add(body)",
                    "StepClass.AddRetry(body)",
                    "LifecycleView<>.Each(view)",
                    "Workflow.CallbackStep(action)",
                    "Workflow.Conditional(method)",
                    "Workflow.FocusSteps(method)",
                    "Workflow.StepGroup(method)",
                ],
                static stage => stage.FailAsync("faulty_step", "StepBody")
            ),
            ["the check of a callback's result"] = new(["Workflow.CallbackStep(validate)"], FailCallbackAsync),
            ["a condition"] = new(
                ["Workflow.Conditional(condition)"],
                static stage => stage.FailAsync("faulty_condition", "Workflow.Conditional(condition)")
            ),
            ["a converter that writes"] = new([], static stage => stage.FailAsync("faulty_value", "JsonConverter.Write")),
            ["a converter that reads"] = new([], static stage => stage.FailAsync("faulty_value", "JsonConverter.Read")),
            ["a service that is made"] = new(
                ["constructed with IServiceProvider", "constructed with IServiceScopeFactory"],
                static stage => stage.FailAsync("faulty_service", "a service's constructor")
            ),
            ["a service of a step that is disposed of"] = new(
                [],
                static stage => stage.LogAsync("IDisposable.Dispose", stage.Completes("faulty_service"))
            ),
            ["a service of a step that is disposed of asynchronously"] = new(
                [],
                static stage => stage.LogAsync("IAsyncDisposable.DisposeAsync", stage.Completes("faulty_service"))
            ),
            ["a service of a form that is disposed of"] = new(
                [],
                static stage => stage.LogAsync("IDisposable.Dispose", stage.Completes("faulty_form", Answered))
            ),
            ["what a step registers on its token"] = new([], StopAsync),
            ["the method of a workflow"] = new(
                [
                    "WorkflowDescriptor(Steps)",
                    "CatalogBuilder.AddPlain(steps)",
                    "CatalogBuilder.AddCreate(steps)",
                    "CatalogBuilder.AddModify(steps)",
                    "CatalogBuilder.AddTerminate(steps)",
                    "CatalogBuilder.AddValidate(steps)",
                    "CatalogBuilder.AddReconcile(steps)",
                ],
                static stage => stage.CheckAsync("WorkflowDescriptor(Steps)", FaultyWorkflows.Once("faulty_steps", stage.Exception))
            ),
            ["the registration of a class of steps"] = new(
                ["StepBindings.AddClass(register)"],
                static stage => stage.CheckAsync("StepBindings.AddClass(register)", FaultyWorkflows.Once("faulty_class", stage.Exception))
            ),
            ["a form"] = new(
                [
                    "FormBody",
                    "WorkflowDescriptor(Form)",
                    "CatalogBuilder.AddPlain(form)",
                    "CatalogBuilder.AddCreate(form)",
                    "CatalogBuilder.AddModify(form)",
                    "CatalogBuilder.AddTerminate(form)",
                    "CatalogBuilder.AddValidate(form)",
                ],
                static stage => stage.CheckAsync("FormBody", "faulty_form", Answered)
            ),
            ["a form at a scheduled time"] = new([], static stage => stage.RefuseScheduleAsync("FormBody", "faulty_form", Answered)),
            ["what fills a page"] = new(
                ["FormSession.AskAsync(fill)", "FormSession.AskLastAsync(fill)"],
                static stage => stage.CheckAsync("FormSession.AskLastAsync(fill)", "faulty_form", Answered)
            ),
            ["the heading of a page"] = new(["FormPage.PageTitle"], AskAsync),
            ["the form of a step"] = new(["StepClass.AddInput(form)"], FailToAnswerAsync),
            ["a rule of a field"] = new([], static stage => stage.CheckAsync("ValidationAttribute.IsValid", "faulty_form", Answered)),
            ["a rule of a page"] = new([], static stage => stage.CheckAsync("IValidatableObject.Validate", "faulty_form", Answered)),
        };

    private static async Task<Aftermath> FailCallbackAsync(ExtensionPointStage stage)
    {
        stage.Arm("CallbackStep(Validate)");
        var processId = await stage.StartAsync("faulty_callback");
        await stage.Engine.CallBackAsync(processId, new { });
        var (told, retry) = await stage.FailedAsync(processId, ProcessStatus.AwaitingCallback);
        return new(
            told,
            async () =>
            {
                await retry();
                Assert.Equal(ProcessStatus.Completed, (await stage.Engine.CallBackAsync(processId, new { })).Status);
            }
        );
    }

    private static Task<Aftermath> StopAsync(ExtensionPointStage stage) =>
        stage.LogAsync(
            "CancellationToken.Register",
            async () =>
            {
                var processId = await stage.StartAsync("faulty_token");
                await FaultyWorkflows.Entered.WaitAsync();
                await stage.Engine.Processes.AbortAsync(processId, "ann");
                await stage.Engine.WaitAsync(processId, ProcessStatus.Aborted);
            }
        );

    private static async Task<Aftermath> AskAsync(ExtensionPointStage stage)
    {
        stage.Arm("FormPage.PageTitle");
        var refusal = await ExtensionPointStage.CatchAsync(() => stage.Engine.Processes.StartAsync("faulty_form", [], "ann"));
        return new(
            stage.ToldCaller(refusal),
            async () => await stage.Engine.WaitAsync(await stage.StartAsync("faulty_form", Answered), ProcessStatus.Completed)
        );
    }

    private static async Task<Aftermath> FailToAnswerAsync(ExtensionPointStage stage)
    {
        var processId = await stage.StartAsync("faulty_input");
        await stage.Engine.WaitAsync(processId, ProcessStatus.Suspended);
        stage.Arm("StepClass.AddInput(form)");
        Assert.Null((await stage.Engine.Processes.GetAsync(processId)).Form);
        var refusal = await ExtensionPointStage.CatchAsync(AnswerAsync);
        return new(
            stage.ToldCaller(refusal),
            async () =>
            {
                await AnswerAsync();
                await stage.Engine.WaitAsync(processId, ProcessStatus.Completed);
            }
        );

        Task AnswerAsync() => stage.Engine.Processes.ResumeAsync(processId, [EngineHost.Page(Answered)], "ann");
    }
}
