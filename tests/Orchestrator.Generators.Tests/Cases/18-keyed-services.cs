// A keyed service is bound by its key, and a signal to stop that may be null is not a value of the state.
// expect: ORCH3002 at 'maybe' saying 'CancellationToken'
using Microsoft.Extensions.DependencyInjection;
using Orchestrator;

namespace App;
public interface IClient { string Name { get; } }
public enum Region { East, West }
public static partial class Flow
{
    [Step("By text")] internal static void ByText([FromKeyedServices("east")] IClient client) => _ = client;
    [Step("By enum")] internal static void ByEnum([FromKeyedServices(Region.West)] IClient client) => _ = client;
    [Step("By type")] internal static void ByType([FromKeyedServices(typeof(Region))] IClient client) => _ = client;
    [Step("Stops")] internal static void Stops(CancellationToken? maybe) => _ = maybe;
}
