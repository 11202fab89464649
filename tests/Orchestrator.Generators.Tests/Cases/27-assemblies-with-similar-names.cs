// Two assemblies whose names differ by a dot are both added by one host.
// expect: silent
//=== project Acme.Net
using Orchestrator;
using static Orchestrator.Workflow;

namespace Acme.Net;
public static partial class Flow
{
    [Step("Push")] static void Push() { }
    [Workflow(Target.System, "Tidy net")] public static StepList TidyNet() => Begin >> Start >> Push >> Done;
}
//=== project AcmeNet
using Orchestrator;
using static Orchestrator.Workflow;

namespace AcmeNet;
public static partial class Flow
{
    [Step("Push")] static void Push() { }
    [Workflow(Target.System, "Tidy all")] public static StepList TidyAll() => Begin >> Start >> Push >> Done;
}
//=== project Host
using Microsoft.Extensions.DependencyInjection;

namespace Host;
public static class Program
{
    public static void Add(IOrchestratorBuilder builder) => builder.AddAcme_NetWorkflows().AddAcmeNetWorkflows();
}
