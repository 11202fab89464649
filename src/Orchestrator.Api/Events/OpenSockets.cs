using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Options;

namespace Orchestrator.Api.Events;

/// <summary>Counts the web sockets that are open, in all and by client.</summary>
internal sealed class OpenSockets(IOptions<OrchestratorOptions> options)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, int> _byClient = new(StringComparer.Ordinal);
    private int _open;

    /// <summary>Counts one more. False when the client, or all clients together, have as many as they may.</summary>
    internal bool TryOpen(HttpContext context)
    {
        var client = Client.Identify(context);
        lock (_turn)
        {
            var open = _byClient.GetValueOrDefault(client);
            if (_open >= options.Value.MaxSockets || open >= options.Value.MaxSocketsPerClient)
            {
                return false;
            }

            _open++;
            _byClient[client] = open + 1;
            return true;
        }
    }

    /// <summary>Counts one less.</summary>
    internal void Close(HttpContext context)
    {
        var client = Client.Identify(context);
        lock (_turn)
        {
            _open--;
            if (--_byClient[client] == 0)
            {
                _byClient.Remove(client);
            }
        }
    }
}
