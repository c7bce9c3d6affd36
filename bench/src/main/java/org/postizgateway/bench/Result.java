package org.postizgateway.bench;

/**
 * One round.
 *
 * @param callsPerSecond calls in a second
 * @param p50 milliseconds that half of the calls stayed under
 * @param p99 milliseconds that 99 of 100 calls stayed under
 * @param calls how many there were
 * @param cpu milliseconds of processor time that the server used for a call; unlike the rest it says
 *     the same on a busy machine
 */
record Result(double callsPerSecond, double p50, double p99, long calls, double cpu) {

    Result withCpuSeconds(double seconds) {
        return new Result(callsPerSecond, p50, p99, calls, 1000 * seconds / calls);
    }
}
