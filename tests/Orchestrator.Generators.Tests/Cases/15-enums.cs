// Values that combine members cannot be stored by a member's text, and two members that become one text cannot be told apart.
// expect: ORCH4001 at 'Features' saying '[Flags]'
// expect: ORCH4001 at 'Protocol' saying 'Http'
using Orchestrator;

namespace App;
[Flags] public enum Features { None = 0, Fast = 1, Safe = 2 }
public enum Protocol { Http, HTTP }
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public Features Features { get; set; } public Protocol Protocol { get; set; } }
