using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.BulkReconciles;
using Orchestrator.Diagnostics;
using Orchestrator.Monitoring;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>One place for each extension point: how it is made to throw, and where an operator is told.</summary>
/// <param name="Points">The extension points that it is about, as <see cref="ExtensionPoints"/> calls them; what it does not find, the
/// row's name says.</param>
/// <param name="Provoke">Lets it throw.</param>
internal sealed record ExtensionPointRow(string[] Points, Func<ExtensionPointStage, Task<Aftermath>> Provoke)
{
    private static readonly object Answered = new { answer = "yes" };

    internal static IReadOnlyDictionary<string, ExtensionPointRow> All { get; } =
        new Dictionary<string, ExtensionPointRow>
        {
            ["a step"] = new(
                [
                    "StepBody",
                    "ActionStepBinding(Body)",
                    "StepClass.Add(body)",
                    "StepClass.AddRetry(body)",
                    "MethodStep(method)",
                    "LifecycleView<>.Each(view)",
                    "Workflow.CallbackStep(action)",
                ],
                static stage => stage.FailAsync("faulty_step", "StepBody")
            ),
            ["the check of a callback's result"] = new(["Workflow.CallbackStep(validate)"], FailCallbackAsync),
            ["a condition"] = new(
                ["Workflow.Conditional(condition)", "ConditionalStep(Condition)"],
                static stage => stage.FailAsync("faulty_condition", "ConditionalStep(Condition)")
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
                ["FormQuestion<>(Fill)", "FormSession.AskAsync(fill)", "FormSession.AskLastAsync(fill)"],
                static stage => stage.CheckAsync("FormQuestion<>(Fill)", "faulty_form", Answered)
            ),
            ["the heading of a page"] = new(["FormPage.PageTitle"], AskAsync),
            ["the form of a step"] = new(["InputStepBinding(Form)", "StepClass.AddInput(form)"], FailToAnswerAsync),
            ["a rule of a field"] = new([], static stage => stage.CheckAsync("ValidationAttribute.IsValid", "faulty_form", Answered)),
            ["a rule of a page"] = new([], static stage => stage.CheckAsync("IValidatableObject.Validate", "faulty_form", Answered)),
            ["an authorizer"] = new(
                ["IWorkflowAuthorizer.AllowsAsync"],
                static stage => stage.CheckAsync("IWorkflowAuthorizer.AllowsAsync", "faulty_step")
            ),
            ["a policy"] = new(
                ["IWorkflowPolicies.IsSatisfiedAsync"],
                static stage => stage.AnnotateAsync("IWorkflowPolicies.IsSatisfiedAsync")
            ),
            ["a read authorizer"] = new(
                ["IReadAuthorizer.GetScopeAsync"],
                static stage => stage.AnnotateAsync("IReadAuthorizer.GetScopeAsync")
            ),
            ["an authorizer at a scheduled time"] = new(
                [],
                static stage => stage.RefuseScheduleAsync("IWorkflowAuthorizer.AllowsAsync", "faulty_step", new { })
            ),
            ["an authorizer that is asked about many tasks"] = new([], RetryAllAsync),
            ["a run predicate"] = new(
                ["IStartPrecondition.CheckAsync"],
                static stage => stage.CheckAsync("IStartPrecondition.CheckAsync", "faulty_step")
            ),
            ["a run predicate at a scheduled time"] = new(
                [],
                static stage => stage.RefuseScheduleAsync("IStartPrecondition.CheckAsync", "faulty_step", new { })
            ),
            ["a run predicate in a bulk reconcile"] = new([], ReconcileAsync),
            ["a run predicate in the nightly validations"] = new([], ValidateAsync),
            ["a failure classifier"] = new(["IFailureClassifier.Classify"], ClassifyAsync),
            ["translations"] = new(["ITranslations.GetAsync"], ValidateProductsAsync),
            ["a metric"] = new(["IEngineControl.GetStatusAsync"], MeasureAsync),
            ["a listener of the engine's measurements"] = new([], ListenToMeasurementsAsync),
            ["a listener of spans that begin"] = new(
                [],
                static stage => ListenToSpansAsync(stage, (listener, hit) => listener.ActivityStarted = hit)
            ),
            ["a listener of spans that end"] = new(
                [],
                static stage => ListenToSpansAsync(stage, (listener, hit) => listener.ActivityStopped = hit)
            ),
            ["a sampler of spans"] = new(
                [],
                static stage =>
                    ListenToSpansAsync(
                        stage,
                        static (listener, hit) =>
                            listener.Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                            {
                                hit(Activity.Current);
                                return ActivitySamplingResult.AllData;
                            }
                    )
            ),
            ["a mapping in the nightly validation of products"] = new([], LoadAllAsync),
            ["a mapping"] = new(["SubscriptionModel.Map"], static stage => CreateAsync(stage, "SubscriptionModel.Map")),
            ["the mapping of a block"] = new(["ProductBlock.Map"], static stage => CreateAsync(stage, "ProductBlock.Map")),
            ["the name of a block"] = new(["ProductBlock.BlockName"], static stage => CreateAsync(stage, "ProductBlock.BlockName")),
            ["the lifecycles of a block"] = new(["ProductBlock.ValidIn"], static stage => CreateAsync(stage, "ProductBlock.ValidIn")),
            ["what makes a product"] = new(["ProductDescriptor(Create)"], static stage => CreateAsync(stage, "ProductDescriptor(Create)")),
            ["what makes a block"] = new(
                ["ModelMapper.Block(create)", "ModelMapper.OptionalBlock(create)"],
                static stage => CreateAsync(stage, "ModelMapper.Block(create)")
            ),
            ["what makes a block of a list"] = new(
                ["ModelMapper.Blocks(create)"],
                static stage => CreateAsync(stage, "ModelMapper.Blocks(create)")
            ),
            ["what makes a block of one of several classes"] = new(
                ["BlockVariant<>(Create)"],
                static stage => CreateAsync(stage, "BlockVariant<>(Create)")
            ),
            ["what makes an external resource"] = new(
                ["ResourceBinding(Create)"],
                static stage => CreateAsync(stage, "ResourceBinding(Create)")
            ),
            ["the key of an object"] = new(
                ["ExternalResource<>.Identify"],
                static stage => CreateAsync(stage, "ExternalResource<>.Identify")
            ),
            ["the view of a subscription"] = new(
                ["ExternalResourceOf<>.View"],
                static stage => CreateAsync(stage, "ExternalResourceOf<>.View")
            ),
            ["the desired state of an object"] = new(
                ["ExternalResource<>.Describe"],
                static stage => CreateAsync(stage, "ExternalResource<>.Describe")
            ),
            ["the actual state of an object"] = new(
                ["ExternalResource<>.ReadAsync"],
                static stage => CreateAsync(stage, "ExternalResource<>.ReadAsync")
            ),
            ["the comparison of states"] = new(
                ["ExternalResourceOf<>.Shape", "StateShapes.Object(members)"],
                static stage => CreateAsync(stage, "ExternalResourceOf<>.Shape")
            ),
            ["a member of a state"] = new(
                ["StateMembers<>.Add(read)", "StateMembers<>.AddSensitive(read)"],
                static stage => CreateAsync(stage, "StateMembers<>.Add(read)")
            ),
            ["the key of an element of a state"] = new(
                ["StateShapes.Keyed(key)", "StateShapes.TakeKeyed(key)"],
                static stage => CreateAsync(stage, "StateShapes.Keyed(key)")
            ),
            ["what an external system decides"] = new(
                ["StateShapes.Object(take)"],
                static stage => CreateAsync(stage, "StateShapes.Object(take)")
            ),
            ["what writes an object"] = new(
                ["ExternalResource<>.ApplyAsync"],
                static stage => CreateAsync(stage, "ExternalResource<>.ApplyAsync")
            ),
            ["what removes an object"] = new(
                ["ExternalResource<>.RemoveAsync"],
                static stage => CreateAsync(stage, "ExternalResource<>.RemoveAsync")
            ),
            ["the desired states of a set"] = new(
                ["ExternalResourceSet<>.Describe"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.Describe")
            ),
            ["the actual states of a set"] = new(
                ["ExternalResourceSet<>.ListAsync"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.ListAsync")
            ),
            ["what writes an object of a set"] = new(
                ["ExternalResourceSet<>.ApplyAsync"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.ApplyAsync")
            ),
            ["what removes an object of a set"] = new(
                ["ExternalResourceSet<>.RemoveAsync"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.RemoveAsync")
            ),
            ["a computed text"] = new(
                ["ModelMapper.Computed(compute)"],
                static stage => CreateAsync(stage, "ModelMapper.Computed(compute)")
            ),
            ["how a value is written"] = new(["ValueCodec<>(Format)"], static stage => CreateAsync(stage, "ValueCodec<>(Format)")),
            ["how a value is read"] = new(["ValueCodec<>(Parse)"], static stage => CreateAsync(stage, "ValueCodec<>(Parse)")),
            ["the limits of a value"] = new(["ValueCodec<>.FindProblem"], static stage => CreateAsync(stage, "ValueCodec<>.FindProblem")),
        };

    private static async Task<Aftermath> CreateAsync(ExtensionPointStage stage, string place) =>
        await stage.FailAsync("create_faulty", place, new { product = stage.Engine.ProductId("faulty") });

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
            refusal!.Message,
            async () => await stage.Engine.WaitAsync(await stage.StartAsync("faulty_form", Answered), ProcessStatus.Completed)
        );
    }

    private static async Task<Aftermath> FailToAnswerAsync(ExtensionPointStage stage)
    {
        var processId = await stage.StartAsync("faulty_input");
        await stage.Engine.WaitAsync(processId, ProcessStatus.Suspended);
        stage.Arm("InputStepBinding(Form)");
        Assert.Null((await stage.Engine.Processes.GetAsync(processId)).Form);
        var refusal = await ExtensionPointStage.CatchAsync(AnswerAsync);
        return new(
            refusal!.Message,
            async () =>
            {
                await AnswerAsync();
                await stage.Engine.WaitAsync(processId, ProcessStatus.Completed);
            }
        );

        Task AnswerAsync() => stage.Engine.Processes.ResumeAsync(processId, [EngineHost.Page(Answered)], "ann");
    }

    private static async Task<Aftermath> RetryAllAsync(ExtensionPointStage stage)
    {
        stage.Engine.Database.Query("UPDATE processes SET last_status = 'aborted' WHERE last_status NOT IN ('completed', 'aborted')");
        stage.Arm("StepBody");
        Guid[] failed = [await stage.StartAsync("faulty_step"), await stage.StartAsync("faulty_step")];
        foreach (var processId in failed)
        {
            await stage.Engine.WaitAsync(processId, ProcessStatus.Failed);
        }

        stage.Host.Log.Clear();
        stage.Arm("IWorkflowAuthorizer.AllowsAsync", times: 1);
        Assert.Equal(1, await stage.Engine.Processes.ResumeAllAsync("ann"));
        return new(
            stage.Logged(),
            async () =>
            {
                Assert.Equal(1, await stage.Engine.Processes.ResumeAllAsync("ann"));
                foreach (var processId in failed)
                {
                    await stage.Engine.WaitAsync(processId, ProcessStatus.Completed);
                }
            }
        );
    }

    private static async Task<Aftermath> ReconcileAsync(ExtensionPointStage stage)
    {
        await stage.Engine.CreateThingAsync();
        await stage.Engine.CreateThingAsync();
        stage.Arm("IStartPrecondition.CheckAsync", times: 1);
        var bulk = await RunAsync();
        Assert.Equal(bulk.Counts.Total - 1, bulk.Counts.Done);
        return new(bulk.Refusals.Single().Reason, async () => Assert.Equal(0, (await RunAsync()).Counts.Refused));

        async Task<BulkReconcile> RunAsync()
        {
            var id = await stage.Service<IBulkReconciles>().StartAsync("product_name:thing", concurrency: 5, "ann");
            await EngineHost.UntilAsync(async () =>
            {
                await stage.Engine.AdvanceAsync(TimeSpan.FromSeconds(5));
                return (await stage.Engine.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
            });
            return await stage.Service<IBulkReconciles>().GetAsync(id);
        }
    }

    private static async Task<Aftermath> ValidateAsync(ExtensionPointStage stage)
    {
        await stage.Engine.CreateThingAsync();
        await stage.Engine.CreateThingAsync();
        stage.Host.Log.Clear();
        stage.Arm("IStartPrecondition.CheckAsync", times: 1);
        Assert.Equal(1, await RunAsync());
        return new(stage.Logged(), async () => Assert.Equal(0, await RunAsync()));

        async Task<int> RunAsync()
        {
            var task = await stage.Engine.WaitAsync(await stage.StartAsync("task_validate_subscriptions"), ProcessStatus.Completed);
            Assert.NotEqual(0, task.CurrentState.Get<int>("started_validations"));
            return task.CurrentState.Get<int>("refused_validations");
        }
    }

    private static Task<Aftermath> ClassifyAsync(ExtensionPointStage stage) =>
        stage.LogAsync(
            "IFailureClassifier.Classify",
            async () =>
                Assert.Equal(
                    "It always fails.",
                    (await stage.Engine.WaitAsync(await stage.StartAsync("failing"), ProcessStatus.Failed)).FailedReason
                )
        );

    private static async Task<Aftermath> ValidateProductsAsync(ExtensionPointStage stage)
    {
        stage.Arm("ITranslations.GetAsync");
        return await stage.FailedAsync(
            await stage.StartAsync("task_validate_products"),
            ProcessStatus.Completed,
            ProcessStatus.InconsistentData
        );
    }

    private static async Task<Aftermath> LoadAllAsync(ExtensionPointStage stage)
    {
        await stage.Completes("create_faulty", new { product = stage.Engine.ProductId("faulty") })();
        stage.Arm("SubscriptionModel.Map", times: 1);
        return await stage.FailedAsync(
            await stage.StartAsync("task_validate_products"),
            ProcessStatus.Completed,
            ProcessStatus.InconsistentData
        );
    }

    private static async Task<Aftermath> ListenToMeasurementsAsync(ExtensionPointStage stage)
    {
        const string place = "MeterListener";
        var meters = stage.Service<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => Fault.Hit(place, true));
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => Fault.Hit(place, true));
        listener.Start();
        return await stage.LogAsync(place, stage.Completes("faulty_step"));
    }

    /// <summary>
    /// Listens to the spans of one trace, because a listener to a source gets those of every host of this test run.
    /// </summary>
    private static async Task<Aftermath> ListenToSpansAsync(ExtensionPointStage stage, Action<ActivityListener, Action<Activity?>> listen)
    {
        const string place = "ActivityListener";
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        request.Start();
        var trace = request.TraceId;
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == OrchestratorTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        listen(listener, activity => _ = activity?.TraceId == trace && Fault.Hit(place, true));
        ActivitySource.AddActivityListener(listener);
        return await stage.LogAsync(place, stage.Completes("faulty_step"));
    }

    private static Task<Aftermath> MeasureAsync(ExtensionPointStage stage) =>
        stage.LogAsync(
            "IEngineControl.GetStatusAsync",
            async () =>
                Assert.Superset(
                    new HashSet<string> { "wfo_subscriptions_count", "wfo_process_count", "wfo_process_seconds_total_count" },
                    (await stage.Service<IEngineMetrics>().ReadAsync()).Select(static metric => metric.Name).ToHashSet()
                )
        );
}
