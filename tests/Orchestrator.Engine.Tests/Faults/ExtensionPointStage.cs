using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>What an operator was told after something threw, and what shows that it continues.</summary>
/// <param name="Told">Where an operator looks: the process, the refusal, the schedule or the log of the host.</param>
/// <param name="GoesOn">Does again what has thrown, which does not throw any longer.</param>
internal sealed record Aftermath(string Told, Func<Task> GoesOn);

/// <summary>
/// What the tests of extension points have in common: an exception, and the ways in which a place can be made to throw it.
/// </summary>
internal sealed class ExtensionPointStage(FaultyHost host, string exception)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    internal string Exception => exception;

    /// <summary>What every text about the exception can say of it.</summary>
    internal string ExceptionType => FaultyHost.Make(exception).GetType().Name;

    internal EngineHost Engine => host.Engine;

    internal FaultyHost Host => host;

    internal T Service<T>()
        where T : notnull => Engine.Services.GetRequiredService<T>();

    internal void Arm(string place, int times = int.MaxValue) => Fault.Arm(place, () => FaultyHost.Make(exception), times);

    internal Task<Guid> StartAsync(string workflow, params object[] pages) =>
        Engine.Processes.StartAsync(workflow, [.. (pages is [] ? [new { }] : pages).Select(EngineHost.Page)], "ann");

    /// <summary>A place in what a process executes: the process fails, says why, and completes when it is retried.</summary>
    internal async Task<Aftermath> FailAsync(string workflow, string place, params object[] pages)
    {
        Arm(place);
        return await FailedAsync(await StartAsync(workflow, pages), ProcessStatus.Completed);
    }

    internal async Task<Aftermath> FailedAsync(Guid processId, params ProcessStatus[] continues)
    {
        var failed = await Engine.WaitAsync(processId, ProcessStatus.Failed, ProcessStatus.InconsistentData);
        var record = failed.Steps.Last(static step => step.Status == StepStatus.Failed).State!;
        return new(
            $"{record.Get<string>("class")} {failed.FailedReason}",
            async () =>
            {
                await Engine.Processes.ResumeAsync(processId, [], "ann");
                await Engine.WaitAsync(processId, continues);
            }
        );
    }

    /// <summary>A place in what a start calls: its caller receives the error, and the same start is accepted afterwards.</summary>
    internal async Task<Aftermath> CheckAsync(string place, string workflow, params object[] pages)
    {
        Arm(place);
        var refusal = await CatchAsync(() => StartAsync(workflow, pages));
        return new(ToldCaller(refusal), async () => await Engine.WaitAsync(await StartAsync(workflow, pages), ProcessStatus.Completed));
    }

    /// <summary>A place that is called before the note of a process is written: its caller receives the error.</summary>
    internal async Task<Aftermath> AnnotateAsync(string place)
    {
        var process = await StartAsync(FaultyWorkflows.Innocent);
        Arm(place);
        var refusal = await CatchAsync(() => Engine.Processes.SetNoteAsync(process, "Mine.", "ann"));
        return new(Text(refusal), () => Engine.Processes.SetNoteAsync(process, "Mine.", "ann"));
    }

    /// <summary>The same at a time that is due: the schedule says why, and fires at its next time; another one fires at this one.</summary>
    internal async Task<Aftermath> RefuseScheduleAsync(string place, string workflow, params object[] pages)
    {
        var schedules = Service<ISchedules>();
        var failing = await schedules.CreateAsync(
            workflow,
            "Failing",
            ScheduleTrigger.Every(Hour),
            [.. pages.Select(EngineHost.Page)],
            "ann"
        );
        var other = await schedules.CreateAsync(
            FaultyWorkflows.Innocent,
            "Innocent",
            ScheduleTrigger.Every(Hour),
            [EngineHost.Page(new { })],
            "ann"
        );
        Arm(place);
        host.Log.Clear();
        await FireAsync();
        var refusal = (await GetAsync(failing)).LastRefusal;
        Assert.NotNull((await GetAsync(other)).LastProcessId);
        return new(
            refusal?.StartsWith("The form of ", StringComparison.Ordinal) == true ? ToldOnlyIn(Logged(), refusal) : refusal ?? "",
            async () =>
            {
                await FireAsync();
                var fired = await GetAsync(failing);
                await Engine.WaitAsync(fired.LastProcessId!.Value, ProcessStatus.Completed);
                await schedules.DeleteAsync(failing, "ann");
                await schedules.DeleteAsync(other, "ann");
            }
        );

        async Task<Schedule> GetAsync(Guid id) => (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);
    }

    /// <summary>A place that changes nothing of what the engine does: the host's log says that it threw.</summary>
    internal async Task<Aftermath> LogAsync(string place, Func<Task> act)
    {
        Arm(place);
        host.Log.Clear();
        await act();
        await EngineHost.UntilAsync(() => Task.FromResult(Logged().Contains(ExceptionType, StringComparison.Ordinal)));
        return new(Logged(), act);
    }

    internal Func<Task> Completes(string workflow, params object[] pages) =>
        async () => await Engine.WaitAsync(await StartAsync(workflow, pages), ProcessStatus.Completed);

    internal string Logged() =>
        string.Join(
            '\n',
            host.Log.Entries.Select(static entry =>
                $"{entry.Text} {(entry.Exception is null ? "" : $"{Text(entry.Exception)} {Text(entry.Exception.InnerException)}")}"
            )
        );

    /// <summary>Not xunit's, which reads the message of what it catches.</summary>
    internal static async Task<Exception?> CatchAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>
    /// What the caller of a start learns. What a form threw is for the host alone: the text that its clients are shown says nothing of it.
    /// </summary>
    internal string ToldCaller(Exception? refusal) =>
        refusal is FormFailedException { InnerException: { } cause } ? ToldOnlyIn(Text(cause), refusal.Message) : Text(refusal);

    private string ToldOnlyIn(string hosts, string clients)
    {
        Assert.DoesNotContain(ExceptionType, clients, StringComparison.Ordinal);
        return hosts;
    }

    private static string Text(Exception? exception) => exception is null ? "nothing" : $"{exception.GetType().Name} {Message(exception)}";

    private static string Message(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private async Task FireAsync()
    {
        host.Clock.Advance(Hour);
        await Service<SchedulerService>().FireAsync(CancellationToken.None);
    }
}
